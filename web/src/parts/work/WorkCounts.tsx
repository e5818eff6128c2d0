import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { useMe } from '@/ui/session/me';
import { Count } from '@/ui/values/values';
import './workCounts.css';

type Name = Schemas['WorkName'];

/** What is late or wrong, and stands out when there is any. */
const WARNING: ReadonlySet<Name> = new Set<Name>(['loans_overdue', 'discrepancies', 'handovers_overdue', 'unclassified_overdue', 'deadlines_overdue', 'notices_to_answer']);

/** What waits for the person, counted, each linked to exactly the rows it counts. `alarms` leaves only what is late or wrong, and nothing when nothing is. */
export function WorkCounts({ alarms = false }: { alarms?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const work = queries.useQuery('get', '/api/v1/work', {});
  if (!work.data) return alarms ? null : <Skeleton active title={false} />;
  const shown = work.data.filter(({ name, count }) => !alarms || (WARNING.has(name) && count > 0));
  if (shown.length === 0) return null;
  return (
    <nav className="work-counts" aria-label={t('work:counts')}>
      {shown.map((row) => (
        <Link key={row.name} to={listOf(row, me.may('execute_requests'))} className={`work-count ${WARNING.has(row.name) && row.count ? 'is-warning' : ''}`}>
          <span className="work-number figures"><Count n={row.count} /></span>
          <span>{row.title}</span>
        </Link>
      ))}
    </nav>
  );
}

/** The list with exactly the counted rows; for requests and unclassified goods, the page where a custodian's work on them starts. */
function listOf({ name, list, query }: Schemas['WorkView'], executes: boolean): string {
  if (name === 'unclassified') return '/unclassified';
  // What has been carried out is signed for where it is looked at.
  if (name === 'unsigned') return `/requests?${query}`;
  if (list === 'supervision_notices') return `/supervision-notices?${query}`;
  return list === 'requests' && executes ? `/station?${query}` : `/${list}?${query}`;
}
