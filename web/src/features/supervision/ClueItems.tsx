import { Empty, Modal, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { Code, Time } from '@/ui/values/values';

type Row = Schemas['ClueItemView'];

/** The goods that a clue is about now. */
export function ClueItems({ clue, close }: { clue: Schemas['ClueView']; close: () => void }) {
  const { t } = useTranslation();
  const items = useWholeList(queries.useInfiniteQuery('get', '/api/v1/clues/{id}/items', { params: { path: { id: clue.id }, query: { limit: LARGEST_PAGE } } }, toTheEnd));
  return (
    <Modal open width={720} title={clue.title} footer={null} onCancel={close}>
      <p className="quiet">{clue.case_name} <Code>{clue.case_no}</Code></p>
      <BrokenList of={[items]} />
      <Table<Row>
        size="small"
        rowKey="item_id"
        loading={items.pending}
        dataSource={items.rows ?? []}
        pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('supervision:no_goods')} /> }}
        columns={[
          { key: 'name', title: t('items:name'), render: (_, row) => <Link to={`/items/${row.item_id}`}>{row.name}</Link> },
          { key: 'code', title: t('items:code'), render: (_, row) => <Code>{row.code}</Code> },
          { key: 'since', title: t('supervision:since'), render: (_, row) => <Time at={row.since} form="day" /> },
        ]}
      />
    </Modal>
  );
}
