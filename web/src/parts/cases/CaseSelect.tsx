import { keepPreviousData } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '@/api/client';
import { FirstHits } from '@/ui/list/FirstHits';
import { useMe } from '@/ui/session/me';

const OFFERED = 50;

/** Chooses a case: offers the newest of the person's own agency; finds others by part of their number or name. */
export function CaseSelect({ value, onChange, disabled }: { value: string | null; onChange: (id: string) => void; disabled?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const which = wanted ? { q: wanted } : { agency_id: me.agency.id };
  const found = queries.useQuery('get', '/api/v1/cases', { params: { query: { ...which, limit: OFFERED } } }, { placeholderData: keepPreviousData });
  const held = queries.useQuery('get', '/api/v1/cases/{id}', { params: { path: { id: value ?? '' } } }, { enabled: value !== null });
  const options = useMemo(() => {
    const rows = [...(held.data ? [held.data] : []), ...(found.data?.rows ?? [])].map((row) => [row.id, `${row.name} · ${row.case_no}`] as const);
    return [...new Map(rows)].map(([id, label]) => ({ value: id, label }));
  }, [held.data, found.data]);
  return (
    <Select
      className="wide"
      disabled={disabled ?? false}
      value={value}
      options={options}
      loading={found.isFetching}
      placeholder={t('requests:choose_case')}
      aria-label={t('requests:case')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      popupRender={(menu) => <FirstHits menu={menu} count={OFFERED} more={Boolean(found.data?.next)} />}
      notFoundContent={t('requests:case_unknown')}
      onChange={onChange}
    />
  );
}
