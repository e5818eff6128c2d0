import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '@/api/client';
import { useMe } from '@/app/me';

/** Chooses a case of the own agency: the newest are listed, any other by its whole number. */
export function CaseSelect({ value, onChange, disabled }: { value: string | null; onChange: (id: string) => void; disabled?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const [typed, setTyped] = useState('');
  const newest = queries.useQuery('get', '/api/v1/cases', { params: { query: { agency_id: me.agency.id, limit: 200 } } });
  const named = queries.useQuery('get', '/api/v1/cases', { params: { query: { case_no: typed.trim(), limit: 5 } } }, { enabled: typed.trim().length >= 4 });
  const held = queries.useQuery('get', '/api/v1/cases/{id}', { params: { path: { id: value ?? '' } } }, { enabled: value !== null });
  const options = useMemo(() => {
    const rows = [...(held.data ? [held.data] : []), ...(named.data?.rows ?? []), ...(newest.data?.rows ?? [])];
    const unique = new Map(rows.map((row) => [row.id, row]));
    return [...unique.values()].map((row) => ({ value: row.id, label: `${row.name} · ${row.case_no}` }));
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
