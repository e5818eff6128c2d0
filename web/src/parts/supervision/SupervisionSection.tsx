import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { useCalled } from '@/ui/values/called';
import { Time } from '@/ui/values/values';
import { type About, SendNotice } from './SendNotice';
import { ClueTag, NoticeTag } from './supervisionTags';

/** What supervision found in a case and asked about it; nothing where there is nothing and the reader does not supervise. */
export function SupervisionSection({ of: row }: { of: Pick<Schemas['CaseView'], 'id' | 'responsible_agency_id'> }) {
  const { t } = useTranslation();
  const called = useCalled();
  const query = { case_id: row.id, limit: LARGEST_PAGE };
  const clues = useWholeList(queries.useInfiniteQuery('get', '/api/v1/clues', { params: { query } }, toTheEnd));
  const notices = useWholeList(queries.useInfiniteQuery('get', '/api/v1/supervision-notices', { params: { query } }, toTheEnd));
  const [found = [], sent = []] = [clues.rows, notices.rows];
  const about: About = { case_id: row.id, agency_id: row.responsible_agency_id };
  const send = <SendNotice about={about} />;
  if (found.length + sent.length === 0 && !clues.broken && !notices.broken) return send;
  return (
    <section className="sheet" aria-label={t('supervision:title')}>
      <h2>{t('supervision:title')}</h2>
      <BrokenList of={[clues, notices]} />
      {found.map((clue) => (
        <div key={clue.id} className="card-row">
          <div className="card-row-top"><Link to={`/clues?case_id=${row.id}`}>{clue.title}</Link><ClueTag status={clue.status} /></div>
          <span className="quiet">{t('supervision:goods', { count: clue.item_count })} · {t('supervision:since')} <Time at={clue.since} form="day" /> · {called(clue, 'agency_name')}</span>
        </div>
      ))}
      {sent.map((notice) => (
        <div key={notice.id} className="card-row">
          <div className="card-row-top"><Link to={`/supervision-notices/${notice.id}`}>{notice.number} {notice.title}</Link><NoticeTag of={notice} /></div>
          <span className="quiet">{called(notice, 'agency_name')} · {t('supervision:answer_by')} <Time at={notice.answer_by} /></span>
        </div>
      ))}
      {send}
    </section>
  );
}
