import { Select } from 'antd';
import { queries } from '@/api/client';

/** Filters by one of the rules that deadlines follow. */
export function RuleFilter({ value, onChange, label }: { value: string | undefined; onChange: (value: string | undefined) => void; label: string }) {
  const rules = queries.useQuery('get', '/api/v1/clock-rules', {}, { staleTime: 60_000 });
  const options = rules.data?.rules.map(({ code, title }) => ({ value: code, label: title })) ?? [];
  return (
    <Select
      className="filter-several"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      loading={rules.isPending}
      placeholder={label}
      aria-label={label}
      value={value ?? null}
      options={options}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}
