// Times are stored in UTC and shown in China Standard Time, wherever the browser is.
import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

const CHINA = 8 * 60;

/** Formats a time of the API for display. */
export function showTime(time: string, form: 'minute' | 'day' | 'second' = 'minute'): string {
  const forms = { minute: 'YYYY-MM-DD HH:mm', day: 'YYYY-MM-DD', second: 'YYYY-MM-DD HH:mm:ss' };
  return dayjs(time).utcOffset(CHINA).format(forms[form]);
}

/** Converts a picked time, meant in China Standard Time, for the API. */
export function fromPicker(picked: Dayjs): string {
  return new Date(`${picked.format('YYYY-MM-DDTHH:mm:ss')}+08:00`).toISOString();
}

/** Converts a time of the API for a picker, which shows local fields. */
export function forPicker(time: string): Dayjs {
  return dayjs(dayjs(time).utcOffset(CHINA).format('YYYY-MM-DDTHH:mm:ss'));
}

/** Whole days from now until a time, by the calendar in China; negative once it has passed. */
export function daysUntil(time: string, now: Date = new Date()): number {
  const day = (moment: string | Date) => Math.floor((new Date(moment).getTime() + CHINA * 60_000) / 86_400_000);
  return day(time) - day(now);
}
