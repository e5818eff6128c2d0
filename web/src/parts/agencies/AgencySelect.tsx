import { Select } from 'antd';
import { queries } from '@/api/client';

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (value: string | undefined) => void;
  label: string;
  /** An agency to leave out: none can be its own parent. */
  without?: string;
  allowClear?: boolean;
  className?: string;
}

/** Chooses an active agency, found by typing part of its name. */
export function AgencySelect({ id, value, onChange, label, without, allowClear = false, className }: Props) {
  const agencies = queries.useQuery('get', '/api/v1/agencies', { params: { query: { active: true, limit: 500 } } }, { staleTime: 60_000 });
  const options = (agencies.data?.rows ?? []).filter((row) => row.id !== without).map((row) => ({ value: row.id as string, label: row.name }));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(className === undefined ? {} : { className })}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={allowClear}
      loading={agencies.isPending}
      placeholder={label}
      aria-label={label}
      value={value ?? null}
      options={options}
      onChange={(chosen) => onChange?.(chosen ?? undefined)}
    />
  );
}
