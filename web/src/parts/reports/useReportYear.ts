import { useSearchParams } from 'react-router-dom';
import { queries } from '@/api/client';
import { showTime } from '@/ui/values/time';

const thisYear = () => Number(showTime(new Date().toISOString(), 'day').slice(0, 4));

/** The year of a report: from the URL, or else that of the newest movement. Undefined while loading. */
export function useReportYear(): [number | undefined, (year: number) => void] {
  const [search, setSearch] = useSearchParams();
  const given = Number(search.get('year'));
  const asked = Number.isInteger(given) && given >= 1900 && given <= 9999;
  const newest = queries.useQuery('get', '/api/v1/movements', { params: { query: { limit: 1 } } }, { enabled: !asked });
  const last = newest.data?.rows[0]?.moved_at;
  const known = last ? Number(showTime(last, 'day').slice(0, 4)) : thisYear();
  return [asked ? given : newest.isPending ? undefined : known, (year) => setSearch({ year: String(year) }, { replace: true })];
}

/** Years to choose from, the newest first. */
export function yearsAround(year: number): number[] {
  const first = Math.min(year, thisYear() - 5);
  const last = Math.max(year, thisYear());
  return Array.from({ length: last - first + 1 }, (_, n) => last - n);
}
