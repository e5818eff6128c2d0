// Times are stored in UTC, and shown and typed in the centre's zone, China Standard Time, wherever the browser is. Nothing
// else in the pages makes a date of the browser's own hours and days.
import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

const MINUTES = 8 * 60;

/** Formats a time of the API for display. */
export function showTime(time: string, form: 'minute' | 'day' | 'second' = 'minute'): string {
  const forms = { minute: 'YYYY-MM-DD HH:mm', day: 'YYYY-MM-DD', second: 'YYYY-MM-DD HH:mm:ss' };
  return forPicker(time).format(forms[form]);
}

/** Converts a picked time, meant in the centre's zone, for the API. */
export function fromPicker(picked: Dayjs): string {
  return new Date(`${picked.format('YYYY-MM-DDTHH:mm:ss')}+08:00`).toISOString();
}

/**
 * Converts a time of the API for a picker. A picker's date has the centre's hours and days and is counted in UTC, where no
 * clock is ever put forward or back: the browser's own zone may lack an hour that the centre has.
 */
export function forPicker(time: string): Dayjs {
  return dayjs.utc(time).add(MINUTES, 'minute');
}

/** The present time, for a picker. */
export function pickerNow(): Dayjs {
  return forPicker(new Date().toISOString());
}

/** Whether the browser's clock shows another time than the centre's. */
export function isElsewhere(): boolean {
  return new Date().getTimezoneOffset() !== -MINUTES;
}

/** Whole days from now until a time, by the centre's calendar; negative once it has passed. */
export function daysUntil(time: string, now: Date = new Date()): number {
  const day = (moment: string | Date) => Math.floor((new Date(moment).getTime() + MINUTES * 60_000) / 86_400_000);
  return day(time) - day(now);
}
