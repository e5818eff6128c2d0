// The days of a month in the centre's calendar, and what is due on each.
import type { Schemas } from '@/api/client';
import { LIGHTS } from '@/parts/deadlines/deadline';
import { forPicker, fromPicker, pickerNow, showTime } from '@/ui/values/time';

type Deadline = Pick<Schemas['DeadlineView'], 'due_at' | 'light'>;
type Light = Schemas['ClockLight'];

const WEEK = 7;

interface Period {
  from: string;
  before: string;
}

interface Day extends Period {
  /** As `showTime` has it: 2026-03-05. */
  day: string;
  /** Of the month: 1 to 31. */
  number: number;
}

interface Month extends Period {
  /** 2026-03. */
  month: string;
  /** Weeks from Monday to Sunday; null on days of another month. */
  weeks: (Day | null)[][];
  earlier: string;
  later: string;
}

/** The month of a moment, or the present one. */
export function monthAt(time: string | undefined): string {
  return (time ? forPicker(time) : pickerNow()).format('YYYY-MM');
}

/** A month such as 2026-03 by its weeks; the present one for anything else. */
export function monthOf(wanted: string | undefined): Month {
  const month = wanted !== undefined && /^20\d\d-(0[1-9]|1[0-2])$/.test(wanted) ? wanted : monthAt(undefined);
  const first = forPicker(`${month}-01T00:00:00+08:00`);
  const next = first.add(1, 'month');
  const period = (start: typeof first, end: typeof first) => ({ from: fromPicker(start), before: fromPicker(end) });
  const days = Array.from({ length: first.daysInMonth() }, (_, at) => {
    const start = first.add(at, 'day');
    return { day: start.format('YYYY-MM-DD'), number: at + 1, ...period(start, start.add(1, 'day')) };
  });
  const cells = [...Array.from({ length: (first.day() + WEEK - 1) % WEEK }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / WEEK) }, (_, week) => Array.from({ length: WEEK }, (__, at) => cells[week * WEEK + at] ?? null));
  return { month, weeks, ...period(first, next), earlier: first.subtract(1, 'month').format('YYYY-MM'), later: next.format('YYYY-MM') };
}

/** How many deadlines of each light are due on each day, what presses most first. */
export function countsPerDay(rows: readonly Deadline[]): Map<string, { light: Light; count: number }[]> {
  const days = new Map<string, Light[]>();
  for (const { due_at: due, light } of rows) {
    const day = showTime(due, 'day');
    const lights = days.get(day);
    if (lights) lights.push(light);
    else days.set(day, [light]);
  }
  const counts = (lights: readonly Light[]) => LIGHTS.map((light) => ({ light, count: lights.filter((each) => each === light).length })).filter(({ count }) => count > 0);
  return new Map([...days].map(([day, lights]) => [day, counts(lights)]));
}

/** The query of the list of what is due on a day, with the other filters as they are. */
export function searchOfDay(search: string, { from, before }: Period): string {
  const after = new URLSearchParams(search);
  for (const name of ['view', 'month']) after.delete(name);
  after.set('due_from', from);
  after.set('due_before', before);
  return `?${after}`;
}
