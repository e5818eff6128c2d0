import { useSearchParams } from 'react-router-dom';
import { queries } from '@/api/client';
import { showTime } from '@/ui/values/time';

const today = () => showTime(new Date().toISOString(), 'day');
const thisYear = () => Number(today().slice(0, 4));

/** The day of the newest movement, or today where nothing has moved; undefined while loading. Not asked for unless it is wanted. */
export function useNewestDay(wanted: boolean): string | undefined {
  const newest = queries.useQuery('get', '/api/v1/movements', { params: { query: { limit: 1 } } }, { enabled: wanted });
  if (newest.isPending) return undefined;
  const last = newest.data?.rows[0]?.moved_at;
  return last ? showTime(last, 'day') : today();
}

/** The year of a report: from the URL, or else that of the newest movement. Undefined while loading. */
export function useReportYear(): [number | undefined, (year: number) => void] {
  const [search, setSearch] = useSearchParams();
  const given = Number(search.get('year'));
  const asked = Number.isInteger(given) && given >= 1900 && given <= 9999;
  const day = useNewestDay(!asked);
  return [asked ? given : day === undefined ? undefined : Number(day.slice(0, 4)), (year) => setSearch({ year: String(year) }, { replace: true })];
}

/** Years to choose from, the newest first. */
export function yearsAround(year: number): number[] {
  const first = Math.min(year, thisYear() - 5);
  const last = Math.max(year, thisYear());
  return Array.from({ length: last - first + 1 }, (_, n) => last - n);
}
