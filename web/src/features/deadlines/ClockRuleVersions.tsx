import { Grid, Table, type TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries, type Schemas } from '@/api/client';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { NOTHING, Time } from '@/ui/values/values';

type Version = Schemas['ClockRuleVersionView'];

/** The versions of the centre's own rules: from when, who set them, why, and what they are about. */
export function ClockRuleVersions() {
  const { t } = useTranslation();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const versions = useWholeList(queries.useInfiniteQuery('get', '/api/v1/clock-rules/versions', { params: { query: { limit: LARGEST_PAGE } } }, toTheEnd));
  const { rows = [], broken } = versions;
  if (rows.length === 0 && !broken) return null;
  const about = ({ own }: Version) => [...own.rules.map(({ code }) => code), ...own.years.map(({ year }) => String(year))].join(t('ui:comma')) || NOTHING;
  const columns: TableColumnType<Version>[] = [
    { key: 'version', title: t('deadlines:version'), width: 80, render: (_, row) => row.version },
    { key: 'from', title: t('deadlines:effective_from'), width: 130, render: (_, row) => row.effective_from },
    { key: 'about', title: t('deadlines:own_rules'), width: 260, render: (_, row) => about(row) },
    { key: 'reason', title: t('ui:reason'), render: (_, row) => row.reason },
    { key: 'by', title: t('deadlines:made_by'), width: 130, render: (_, row) => row.made_by_name },
    { key: 'at', title: t('deadlines:made_at'), width: 170, render: (_, row) => <Time at={row.made_at} /> },
  ];
  const cards: TableColumnType<Version>[] = [
    {
      key: 'card',
      render: (_, row) => (
        <div className="card-row">
          <div className="card-row-top"><span>{t('deadlines:centre_version', { version: row.version, day: row.effective_from })}</span></div>
          <span>{row.reason}</span>
          <span className="quiet">{about(row)} · {row.made_by_name} · <Time at={row.made_at} /></span>
        </div>
      ),
    },
  ];
  return (
    <section className="sheet">
      <h2>{t('deadlines:versions')}</h2>
      <BrokenList of={[versions]} />
      <Table<Version> size="small" rowKey="version" pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }} showHeader={!narrow} dataSource={rows} columns={narrow ? cards : columns} />
    </section>
  );
}
