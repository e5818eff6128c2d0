import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries, type Schemas } from '@/api/client';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { LIGHTS, openFirst } from './deadline';
import { DeadlineLight, DeadlineTime } from './DeadlineDue';
import { DeadlineOwner } from './DeadlineOwner';
import { DeadlineSubject } from './DeadlineSubject';

type Deadline = Schemas['DeadlineView'];

/** The deadlines of one record, those still open first; nothing where there are none. */
export function DeadlineSection({ of: record }: { of: { item_id: string } | { case_id: string } | { request_id: string } | { seizure_list_id: string } }) {
  const { t } = useTranslation();
  const deadlines = useWholeList(queries.useInfiniteQuery('get', '/api/v1/deadlines', { params: { query: { ...record, lights: LIGHTS.join(','), limit: LARGEST_PAGE } } }, toTheEnd));
  const { rows = [], pending, broken } = deadlines;
  if (rows.length === 0 && !broken) return null;
  const own = Object.values(record)[0];
  return (
    <section className="sheet" aria-label={t('deadlines:title')}>
      <h2>{t('deadlines:title')}</h2>
      <BrokenList of={[deadlines]} />
      {rows.length > 0 && (
        <Table<Deadline>
          size="small"
          rowKey="id"
          showHeader={false}
          loading={pending}
          dataSource={openFirst(rows)}
          pagination={{ pageSize: 5, hideOnSinglePage: true, size: 'small' }}
          columns={[{ key: 'deadline', render: (_, row) => <Entry row={row} names={row.subject_id !== own} /> }]}
        />
      )}
    </section>
  );
}

/** One deadline; `names` what it is about, where that is not the record itself. */
function Entry({ row, names }: { row: Deadline; names: boolean }) {
  return (
    <div className="card-row">
      <div className="card-row-top"><span>{row.title}</span><DeadlineLight of={row} /></div>
      <span><DeadlineTime of={row} /></span>
      <span className="quiet">{names && <><DeadlineSubject of={row} /> · </>}<DeadlineOwner of={row} />{row.law && <> · {row.law}</>}</span>
    </div>
  );
}
