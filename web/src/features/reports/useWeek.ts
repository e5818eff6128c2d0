import { useSearchParams } from 'react-router-dom';
import { useNewestDay } from '@/parts/reports/useReportYear';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the week that is looked at, from the URL or else that of the newest movement; undefined while loading. */
export function useWeek(): [string | undefined, (day: string) => void] {
  const [search, setSearch] = useSearchParams();
  const given = search.get('week') ?? '';
  const asked = DAY.test(given) && !Number.isNaN(Date.parse(given));
  const newest = useNewestDay(!asked);
  return [asked ? given : newest, (week) => setSearch({ week }, { replace: true })];
}

/** Noon of a day in China, which is in its week wherever the browser is. */
export const noonOf = (day: string): string => new Date(`${day}T12:00:00+08:00`).toISOString();
