// How a picker reckons: by the centre's clock and calendar, on the dates that `forPicker` makes.
import type { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import utc from 'dayjs/plugin/utc';
import { pickerNow } from './time';

dayjs.extend(utc);
dayjs.extend(customParseFormat);

const WEEK = 7;
const SUNDAY = dayjs.utc('2023-01-01');

/** Weeks begin on Monday, as GB/T 7408.1 and ISO 8601 have it. */
const weekStart = (date: Dayjs) => date.subtract((date.day() + WEEK - 1) % WEEK, 'day');

/** The names of dates in a language of Ant Design, such as `zh_CN`. */
function names(language: string, form: Intl.DateTimeFormatOptions, dates: readonly Dayjs[]): string[] {
  const format = new Intl.DateTimeFormat(language.replace('_', '-'), { ...form, timeZone: 'UTC' });
  return dates.map((date) => format.format(date.toDate()));
}

const series = (length: number, unit: 'day' | 'month') => Array.from({ length }, (_, at) => SUNDAY.add(at, unit));

export const centreCalendar: Parameters<typeof DatePicker.generatePicker<Dayjs>>[0] = {
  getNow: pickerNow,
  getFixedDate: (text) => dayjs.utc(text),
  getEndDate: (date) => date.endOf('month'),
  getWeekDay: (date) => date.day(),
  getYear: (date) => date.year(),
  getMonth: (date) => date.month(),
  getDate: (date) => date.date(),
  getHour: (date) => date.hour(),
  getMinute: (date) => date.minute(),
  getSecond: (date) => date.second(),
  getMillisecond: (date) => date.millisecond(),
  addYear: (date, count) => date.add(count, 'year'),
  addMonth: (date, count) => date.add(count, 'month'),
  addDate: (date, count) => date.add(count, 'day'),
  setYear: (date, year) => date.year(year),
  setMonth: (date, month) => date.month(month),
  setDate: (date, day) => date.date(day),
  setHour: (date, hour) => date.hour(hour),
  setMinute: (date, minute) => date.minute(minute),
  setSecond: (date, second) => date.second(second),
  setMillisecond: (date, millisecond) => date.millisecond(millisecond),
  isAfter: (one, other) => one.isAfter(other),
  isValidate: (date) => date.isValid(),
  locale: {
    getWeekFirstDay: () => 1,
    getWeekFirstDate: (_, date) => weekStart(date),
    getWeek: (_, date) => 1 + Math.floor(weekStart(date).diff(weekStart(date.startOf('year')), 'day') / WEEK),
    getShortWeekDays: (language) => names(language, { weekday: 'narrow' }, series(WEEK, 'day')),
    getShortMonths: (language) => names(language, { month: 'short' }, series(12, 'month')),
    format: (_, date, form) => date.format(form),
    parse: (_, text, forms) => forms.map((form) => dayjs.utc(text, form, true)).find((date) => date.isValid()) ?? null,
  },
};
