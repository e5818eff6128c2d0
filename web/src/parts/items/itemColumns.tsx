import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import type { Column } from '@/ui/list/ServerTable';
import { Code, CustodyTag, Money, NOTHING, Time, Word } from '@/ui/values/values';
import { distinguishing } from './distinguishing';

type Item = Schemas['ItemView'];

/** The columns of item lists; pages pick those they need by key. */
export function useItemColumns(): Column<Item>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { key: 'code', title: t('items:code'), width: 190, sortKey: 'code', render: (_, item) => <Link to={`/items/${item.id}`}><Code>{item.code}</Code></Link> },
      { key: 'name', title: t('items:name'), width: 180, render: (_, item) => <span title={item.name}>{item.name}</span> },
      { key: 'features', title: t('items:features'), width: 200, render: (_, item) => <span title={distinguishing(item)}>{distinguishing(item) || NOTHING}</span> },
      { key: 'category', title: t('items:category'), width: 110, render: (_, item) => <Word of="Category" is={item.category} /> },
      { key: 'state', title: t('items:state'), width: 110, render: (_, item) => <CustodyTag state={item.custody_state} /> },
      { key: 'place', title: t('items:place'), width: 130, render: (_, item) => <Code>{item.place_code}</Code> },
      { key: 'pieces', title: t('items:pieces'), width: 80, align: 'right', render: (_, item) => `${item.pieces} ${item.unit}` },
      { key: 'case', title: t('items:case'), width: 230, render: (_, item) => <Link to={`/cases/${item.case_id}`}><Code>{item.case_no}</Code></Link> },
      { key: 'holder', title: t('items:holder'), width: 110, render: (_, item) => item.holder_name || NOTHING },
      { key: 'valuation', title: t('items:valuation'), width: 130, align: 'right', render: (_, item) => <Money minor={item.valuation_minor} currency={item.currency} /> },
      { key: 'registered', title: t('items:registered_at'), width: 150, sortKey: 'registered_at', render: (_, item) => <Time at={item.registered_at} /> },
      { key: 'received', title: t('items:received_at'), width: 150, render: (_, item) => <Time at={item.received_at} /> },
    ],
    [t],
  );
}

/** An item as a card, for phones. */
export function ItemCard({ item }: { item: Item }) {
  return (
    <div className="card-row">
      <div className="card-row-top">
        <Link to={`/items/${item.id}`}>{item.name}</Link>
        <CustodyTag state={item.custody_state} />
      </div>
      <Code>{item.code}</Code>
      {distinguishing(item) && <span>{distinguishing(item)}</span>}
      <span className="quiet">
        <Word of="Category" is={item.category} />
        {item.place_code && <> · <Code>{item.place_code}</Code></>}
        {item.holder_name && <> · {item.holder_name}</>}
      </span>
    </div>
  );
}
