import { Alert, Table, type TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Code, Count, NOTHING } from '@/ui/values/values';

type Trial = Schemas['ClockTrialView'];
type RuleTrial = Schemas['RuleTrial'];

/** What a draft would make of the record as things stand. */
export function TrialSheet({ trial, names }: { trial: Trial; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation();
  const touched = trial.rules.filter((rule) => rule.newly_red > 0 || rule.no_longer_red > 0);
  const columns: TableColumnType<RuleTrial>[] = [
    { key: 'rule', title: t('deadlines:rule'), render: (_, row) => names.get(row.rule) ?? row.rule },
    { key: 'newly', title: t('deadlines:newly_red'), align: 'right', render: (_, row) => <Count n={row.newly_red} /> },
    { key: 'eased', title: t('deadlines:no_longer_red'), align: 'right', render: (_, row) => <Count n={row.no_longer_red} /> },
    { key: 'cases', title: t('deadlines:case'), render: (_, row) => (row.cases.length > 0 ? row.cases.map((number) => <div key={number}><Code>{number}</Code></div>) : NOTHING) },
  ];
  return (
    <section className="sheet" aria-label={t('deadlines:trial')} aria-live="polite">
      <h2>{t('deadlines:trial')}</h2>
      <Alert type={trial.newly_red > 0 ? 'warning' : 'info'} title={t('deadlines:trial_total', { newly: trial.newly_red, eased: trial.no_longer_red })} description={t('deadlines:trial_help')} />
      {touched.length > 0 && <Table<RuleTrial> size="small" rowKey="rule" pagination={false} dataSource={touched} columns={columns} scroll={{ x: 'max-content' }} />}
    </section>
  );
}
