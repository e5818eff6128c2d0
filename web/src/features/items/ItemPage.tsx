import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { useWord } from '@/i18n/words';
import { DeadlineSection } from '@/parts/deadlines/DeadlineSection';
import { FileSection } from '@/parts/files/FileSection';
import { StaySentence } from '@/parts/stays/StaySentence';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { Code, CustodyTag, Money, NOTHING, SecrecyTag, Time, Word } from '@/ui/values/values';
import { ItemActions, useNextActs } from './ItemActions';
import { ItemLabel } from './ItemLabel';
import { ItemTimeline } from './ItemTimeline';
import './item.css';

/** One item: where it stands and what comes next, its label, the chain of custody, then all details. */
export default function ItemPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data: item, error, refetch } = queries.useQuery('get', '/api/v1/items/{id}', { params: { path: { id } } });
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!item) return <Splash />;
  return (
    <PageFrame title={item.name} trail={[{ to: '/items', text: t('items:title') }]} aside={<><Code>{item.code}</Code><CustodyTag state={item.custody_state} /><SecrecyTag level={item.secrecy} /></>} actions={<ItemActions item={item} />}>
      <Facts item={item} />
      <StaySentence itemId={item.id} />
      <DeadlineSection of={{ item_id: item.id }} />
      <ItemLabel item={item} />
      <FileSection subject={{ subject: 'item', subject_id: item.id }} />
      <ItemTimeline id={item.id} />
      <Details item={item} />
    </PageFrame>
  );
}

type Item = Schemas['ItemDetail'];

function Facts({ item }: { item: Item }) {
  const { t } = useTranslation();
  return (
    <section className="sheet">
      <h2>{t('items:facts')}</h2>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 4 }}
        items={[
          { key: 'state', label: t('items:state'), children: <Word of="CustodyState" is={item.custody_state} /> },
          { key: 'place', label: t('items:place'), children: item.place_id ? <Link to={`/items?place_id=${item.place_id}`}><Code>{item.place_code}</Code></Link> : NOTHING },
          ...(item.borrower_name ? [{ key: 'borrower', label: t('items:borrower'), children: item.borrower_name }] : []),
          { key: 'legal', label: t('items:legal_status'), children: <Word of="LegalStatus" is={item.legal_status} /> },
          { key: 'disposition', label: t('items:disposition'), children: <Word of="Disposition" is={item.disposition} /> },
          { key: 'next', label: t('items:next'), children: <NextAct code={item.code} /> },
        ]}
      />
    </section>
  );
}

/** The request that the item waits for, or what the reader may do with it. */
function NextAct({ code }: { code: string }) {
  const { t } = useTranslation();
  const word = useWord();
  const { data } = useNextActs(code);
  if (data?.hold) return <span><Link to={`/requests/${data.hold.request_id}`}><Code>{data.hold.number}</Code></Link> <Word of="RequestStatus" is={data.hold.status} /></span>;
  const acts = data?.actions.filter((action) => action !== 'edit' && action !== 'correct') ?? [];
  return acts.length > 0 ? acts.map((action) => word('NextAction', action)).join(t('ui:comma')) : NOTHING;
}

/** All other details, in groups: the item itself, its owner, its papers and dates. */
function Details({ item }: { item: Item }) {
  const { t } = useTranslation();
  const attributes = Object.entries(item.attributes).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const groups = [
    {
      title: t('items:group_thing'),
      items: [
        { key: 'category', label: t('items:category'), children: <Word of="Category" is={item.category} /> },
        { key: 'pieces', label: t('items:pieces'), children: `${item.pieces} ${item.unit}` },
        { key: 'valuation', label: t('items:valuation'), children: <Money minor={item.valuation_minor} currency={item.currency} /> },
        { key: 'model', label: t('items:model'), children: item.model || NOTHING },
        { key: 'serial', label: t('items:serial_no'), children: item.serial_no || NOTHING },
        { key: 'seal', label: t('items:seal_no'), children: item.seal_no ?? NOTHING },
        { key: 'features', label: t('items:features'), children: item.features || NOTHING },
        ...attributes.map(([name, value]) => ({ key: name, label: t(`items:attribute.${name}`), children: name === 'grade' ? <Word of="Grade" is={item.attributes.grade} /> : String(value) })),
        { key: 'remark', label: t('items:remark'), children: item.remark || NOTHING },
      ],
    },
    {
      title: t('items:group_case'),
      items: [
        { key: 'case', label: t('items:case'), children: <Link to={`/cases/${item.case_id}`}>{item.case_name} <Code>{item.case_no}</Code></Link> },
        { key: 'list', label: t('items:seizure_list'), children: <Link to={`/seizure-lists/${item.seizure_list_id}`}>{item.list_no} {t('items:line', { n: item.line_no })}</Link> },
        { key: 'agency', label: t('items:agency'), children: item.responsible_agency_name },
        { key: 'holder', label: t('items:holder'), children: item.holder_name || NOTHING },
        { key: 'owner', label: t('items:owner'), children: item.owner_name || NOTHING },
      ],
    },
    {
      title: t('items:group_days'),
      items: [
        { key: 'seized', label: t('items:seized_at'), children: <Time at={item.seized_at} /> },
        { key: 'registered', label: t('items:registered_at'), children: <Time at={item.registered_at} /> },
        { key: 'received', label: t('items:received_at'), children: <Time at={item.received_at} /> },
        { key: 'released', label: t('items:released_at'), children: <Time at={item.released_at} /> },
      ],
    },
  ];
  return groups.map(({ title, items }) => (
    <section className="sheet" key={title}>
      <h2>{title}</h2>
      <Descriptions size="small" column={{ xs: 1, sm: 2, lg: 3 }} items={items} />
    </section>
  ));
}
