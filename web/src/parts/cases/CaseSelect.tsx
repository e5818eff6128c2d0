import { Select } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '@/api/client';
import { useMe } from '@/ui/session/me';

/** Chooses a case of the person's own agency: lists the newest; finds others by the beginning of their number. */
export function CaseSelect({ value, onChange, disabled }: { value: string | null; onChange: (id: string) => void; disabled?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const [typed, setTyped] = useState('');
  const newest = queries.useQuery('get', '/api/v1/cases', { params: { query: { agency_id: me.agency.id, limit: 200 } } });
  const wanted = useDeferredValue(typed.trim());
  const named = queries.useQuery('get', '/api/v1/search', { params: { query: { q: wanted } } }, { enabled: wanted.length >= 2 });
  const held = queries.useQuery('get', '/api/v1/cases/{id}', { params: { path: { id: value ?? '' } } }, { enabled: value !== null });
  const options = useMemo(() => {
    const rows = [...(held.data ? [held.data] : []), ...(newest.data?.rows ?? [])].map((row) => [row.id, `${row.name} · ${row.case_no}`] as const);
    const hits = (named.data ?? []).filter(({ kind }) => kind === 'case').map((hit) => [hit.id, `${hit.subtitle} · ${hit.title}`] as const);
    return [...new Map([...hits, ...rows])].map(([id, label]) => ({ value: id, label }));
  }, [held.data, named.data, newest.data]);
  return (
    <Select
      className="wide"
      disabled={disabled ?? false}
      value={value}
      options={options}
      loading={newest.isPending || named.isFetching}
      placeholder={t('requests:choose_case')}
      aria-label={t('requests:case')}
      showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
      notFoundContent={t('requests:case_unknown')}
      onChange={onChange}
    />
  );
}
