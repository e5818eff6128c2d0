import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { ExportedColumn, Schemas } from '@/api/client';
import type { Column } from '@/ui/list/ServerTable';
import { Amount, Code, CustodyTag, Money, NOTHING, Time, Word } from '@/ui/values/values';
import { distinguishing } from './distinguishing';
import { netOf } from './particulars';

type Item = Schemas['ItemView'];

/** The columns of item lists; pages pick those they need by key. */
export function useItemColumns(): Column<Item, ExportedColumn<'items'>>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { key: 'code', title: t('items:code'), width: 190, sortKey: 'code', render: (_, item) => <Link to={`/items/${item.id}`}><Code>{item.code}</Code></Link> },
      { key: 'name', title: t('items:name'), width: 180, render: (_, item) => <span title={item.name}>{item.name}</span> },
      { key: 'features', along: ['model', 'serial_no'], title: t('items:features'), width: 200, render: (_, item) => <span title={distinguishing(item)}>{distinguishing(item) || NOTHING}</span> },
      { key: 'category', title: t('items:category'), width: 110, render: (_, item) => <Word of="Category" is={item.category} /> },
      { key: 'state', title: t('items:state'), width: 110, render: (_, item) => <CustodyTag state={item.custody_state} /> },
      { key: 'place', title: t('items:place'), width: 130, render: (_, item) => <Code>{item.place_code}</Code> },
      { key: 'pieces', along: ['unit'], title: t('items:pieces'), width: 80, align: 'right', render: (_, item) => `${item.pieces} ${item.unit}` },
      { key: 'weight', hidden: true, title: t('items:weight'), width: 110, align: 'right', render: (_, item) => <Amount thousandths={item.attributes.weight_milligrams} /> },
      { key: 'measured', hidden: true, title: t('items:measured'), width: 110, align: 'right', render: (_, item) => <Amount thousandths={netOf(item)} unit={item.attributes.measure_unit} /> },
      { key: 'denominations', hidden: true, title: t('items:attribute.denominations'), width: 180, render: (_, item) => item.attributes.denominations || NOTHING },
      { key: 'grade', hidden: true, title: t('items:attribute.grade'), width: 90, render: (_, item) => <Word of="Grade" is={item.attributes.grade} /> },
      { key: 'vin', hidden: true, title: t('items:attribute.vin'), width: 180, render: (_, item) => <Code>{item.attributes.vin}</Code> },
      { key: 'plate', hidden: true, title: t('items:attribute.plate'), width: 110, render: (_, item) => item.attributes.plate || NOTHING },
      { key: 'engine_no', hidden: true, title: t('items:attribute.engine_no'), width: 130, render: (_, item) => <Code>{item.attributes.engine_no}</Code> },
      { key: 'imei', hidden: true, title: t('items:attribute.imei'), width: 150, render: (_, item) => <Code>{item.attributes.imei}</Code> },
      { key: 'case_no', title: t('items:case'), width: 230, render: (_, item) => <Link to={`/cases/${item.case_id}`}><Code>{item.case_no}</Code></Link> },
      { key: 'case', hidden: true, title: t('items:case_name'), width: 220, render: (_, item) => <Link to={`/cases/${item.case_id}`}>{item.case_name}</Link> },
      { key: 'list_no', hidden: true, title: t('items:seizure_list'), width: 160, render: (_, item) => <Link to={`/seizure-lists/${item.seizure_list_id}`}>{item.list_no}</Link> },
      { key: 'line_no', hidden: true, title: t('items:line_no'), width: 90, align: 'right', render: (_, item) => item.line_no },
      { key: 'holder', title: t('items:holder'), width: 110, render: (_, item) => item.holder_name || NOTHING },
      { key: 'owner', hidden: true, title: t('items:owner'), width: 110, render: (_, item) => item.owner_name || NOTHING },
      { key: 'valuation', sortKey: 'valuation', along: ['currency'], title: t('items:valuation'), width: 130, align: 'right', render: (_, item) => <Money minor={item.valuation_minor} currency={item.currency} /> },
      { key: 'agency', hidden: true, title: t('items:registering_agency'), width: 220, render: (_, item) => item.agency_name },
      { key: 'responsible_agency', hidden: true, title: t('items:agency'), width: 220, render: (_, item) => item.responsible_agency_name },
      { key: 'legal_status', hidden: true, title: t('items:legal_status'), width: 110, render: (_, item) => <Word of="LegalStatus" is={item.legal_status} /> },
      { key: 'disposition', hidden: true, title: t('items:disposition'), width: 110, render: (_, item) => <Word of="Disposition" is={item.disposition} /> },
      { key: 'borrower', hidden: true, title: t('items:borrower'), width: 110, render: (_, item) => item.borrower_name || NOTHING },
      { key: 'seal_no', hidden: true, title: t('items:seal_no'), width: 130, render: (_, item) => <Code>{item.seal_no}</Code> },
      { key: 'remark', hidden: true, title: t('items:remark'), width: 200, render: (_, item) => (item.remark ? <span title={item.remark}>{item.remark}</span> : NOTHING) },
      { key: 'seized', sortKey: 'seized_at', hidden: true, title: t('items:seized_at'), width: 150, render: (_, item) => <Time at={item.seized_at} /> },
      { key: 'registered', title: t('items:registered_at'), width: 150, sortKey: 'registered_at', render: (_, item) => <Time at={item.registered_at} /> },
      { key: 'received', sortKey: 'received_at', title: t('items:received_at'), width: 150, render: (_, item) => <Time at={item.received_at} /> },
      { key: 'released', hidden: true, title: t('items:released_at'), width: 150, render: (_, item) => <Time at={item.released_at} /> },
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
