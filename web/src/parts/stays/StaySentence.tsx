import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Time, Word } from '@/ui/values/values';

type Stay = Schemas['StayView'];

/** Whose turn it is: the person where the record names one. */
export function StayOwner({ of: row }: { of: Stay }) {
  return <>{row.agency_name} {row.person_name ?? <Word of="ClockOwner" is={row.owner} />}</>;
}

/** Until when what goods wait for has to be done. */
export function StayDue({ of: row }: { of: Stay }) {
  const { t } = useTranslation();
  if (row.due_at === null) return <span className="quiet">{t('stays:no_limit')}</span>;
  return <><Time at={row.due_at} form="day" />{row.late && <Tag color="red" className="stay-late">{t('stays:late')}</Tag>}</>;
}

/** Why an item is still here, in one sentence; nothing once it is gone. */
export function StaySentence({ itemId }: { itemId: string }) {
  const { t } = useTranslation();
  const found = queries.useQuery('get', '/api/v1/stays', { params: { query: { item_id: itemId, limit: 1, total: true } } });
  const row = found.data?.rows[0];
  if (!row) return null;
  return (
    <section className="sheet" aria-label={t('stays:why')}>
      <h2>{t('stays:why')}</h2>
      <p>
        <b>{row.title}</b>{t('stays:comma')}{t('stays:turn')} <StayOwner of={row} />{t('stays:comma')}{t('stays:since')} <Time at={row.since} form="day" />
      </p>
      {row.request_id && <Link to={`/requests/${row.request_id}`}>{row.request_number}</Link>}
      <p>{t('stays:due')} <StayDue of={row} />{t('stays:comma')}{t(`stays:then.${row.reason}`)}</p>
    </section>
  );
}
