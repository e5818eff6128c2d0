// How a deadline is read: what is open, and how far off it is.
import type { Schemas } from '@/api/client';
import { daysUntil } from '@/ui/values/time';

type Deadline = Schemas['DeadlineView'];
type Light = Schemas['ClockLight'];

/** Every light, what presses most first. */
export const LIGHTS: readonly Light[] = ['red', 'yellow', 'green', 'missed', 'kept'];

const CLOSED: ReadonlySet<Light> = new Set<Light>(['missed', 'kept']);
const HOUR = 3_600_000;
const HOURS_A_DAY = 24;

/** What was done, in time or late. */
export function isClosed({ light }: Pick<Deadline, 'light'>): boolean {
  return CLOSED.has(light);
}

/** Those still open first, each part in the order it came. */
export function openFirst<D extends Pick<Deadline, 'light'>>(rows: readonly D[]): D[] {
  return [...rows.filter((row) => !isClosed(row)), ...rows.filter(isClosed)];
}

/** How far off an open deadline is, or how late: in days of the calendar, within a day in hours. */
export function distance({ due_at: due, light }: Pick<Deadline, 'due_at' | 'light'>, now: Date = new Date()): { late: boolean; unit: 'days' | 'hours'; count: number } {
  const late = light === 'red';
  const ahead = (new Date(due).getTime() - now.getTime()) / HOUR;
  const hours = late ? Math.floor(-ahead) : Math.ceil(ahead);
  if (Math.abs(ahead) < HOURS_A_DAY) return { late, unit: 'hours', count: Math.max(1, hours) };
  const days = daysUntil(due, now);
  return { late, unit: 'days', count: Math.max(0, late ? -days : days) };
}
