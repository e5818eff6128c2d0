import { Select } from 'antd';
import { useState } from 'react';
import { queries } from '@/api/client';
import { FirstHits } from '@/ui/list/FirstHits';

interface Props {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  label: string;
  className?: string;
}

const OFFERED = 20;

/** Chooses a place, found by part of its code or name; what stands in it belongs to it. */
export function PlaceSelect({ value, onChange, label, className }: Props) {
  const [text, setText] = useState('');
  const found = queries.useQuery('get', '/api/v1/places', { params: { query: { ...(text ? { q: text } : {}), limit: OFFERED } } }, { staleTime: 60_000 });
  const known = queries.useQuery('get', '/api/v1/places/{id}', { params: { path: { id: value ?? '' } } }, { enabled: value !== undefined, staleTime: 60_000 });
  const places = [...(found.data?.rows ?? [])];
  if (known.data && !places.some(({ id }) => id === known.data.id)) places.unshift(known.data);
  return (
    <Select
      {...(className === undefined ? {} : { className })}
      showSearch={{ filterOption: false, onSearch: setText }}
      popupRender={(menu) => <FirstHits menu={menu} count={OFFERED} more={Boolean(found.data?.next)} />}
      allowClear
      placeholder={label}
      aria-label={label}
      value={value ?? null}
      options={places.map(({ id, code, name }) => ({ value: id as string, label: `${code} ${name}` }))}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
