import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import dayjs from 'dayjs';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { TimePicker } from './CentrePicker';
import { centreCalendar } from './centreCalendar';
import { daysUntil, forPicker, fromPicker, isElsewhere, pickerNow, showTime } from './time';

const { TZ } = process.env;
beforeAll(() => {
  process.env.TZ = 'America/New_York';
  vi.useFakeTimers({ now: new Date('2026-03-08T18:30:00Z'), toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});
afterEach(cleanup);

test('the browser stands in another zone, and is known to', () => {
  expect(new Date('2026-03-01T00:00:00Z').getHours()).toBe(19);
  expect(isElsewhere()).toBe(true);
});

test('now and today are those of the centre', () => {
  expect(pickerNow().format('YYYY-MM-DD HH:mm')).toBe('2026-03-09 02:30');
  expect(fromPicker(pickerNow())).toBe('2026-03-08T18:30:00.000Z');
  expect(fromPicker(pickerNow().startOf('day'))).toBe('2026-03-08T16:00:00.000Z');
  expect(centreCalendar.getDate(centreCalendar.getNow())).toBe(9);
  expect(daysUntil('2026-03-09T15:59:00Z')).toBe(0);
});

// New York has no such hour: its clocks go from 2 to 3 on that day.
test('an hour that the browser’s zone does not have is shown, picked and typed', () => {
  expect(showTime('2026-03-07T18:30:00Z')).toBe('2026-03-08 02:30');
  expect(fromPicker(forPicker('2026-03-07T18:30:00Z'))).toBe('2026-03-07T18:30:00.000Z');
  const typed = centreCalendar.locale.parse('zh_CN', '2026-03-08 02:30', ['YYYY-MM-DD HH:mm']) ?? dayjs('');
  expect(fromPicker(typed)).toBe('2026-03-07T18:30:00.000Z');
  expect(fromPicker(centreCalendar.setHour(forPicker('2026-03-08T10:30:00Z'), 2))).toBe('2026-03-07T18:30:00.000Z');
});

test('a day of a filter begins when the centre’s day begins', () => {
  const day = centreCalendar.locale.parse('zh_CN', '2026-11-01', ['YYYY-MM-DD']) ?? dayjs('');
  expect(fromPicker(day.startOf('day'))).toBe('2026-10-31T16:00:00.000Z');
  expect(fromPicker(day.add(1, 'day').startOf('day'))).toBe('2026-11-01T16:00:00.000Z');
  expect(forPicker('2026-11-01T16:00:00.000Z').subtract(1, 'day').format('YYYY-MM-DD')).toBe('2026-11-01');
});

test('the calendar has the weeks, the days and the months of any other', () => {
  expect(centreCalendar.locale.getShortWeekDays?.('zh_CN')).toEqual(['日', '一', '二', '三', '四', '五', '六']);
  expect(centreCalendar.locale.getShortMonths?.('en_US')[11]).toBe('Dec');
  // Weeks begin on Monday: that of a Wednesday, of a Sunday, and of a Monday.
  const first = (day: string) => centreCalendar.locale.getWeekFirstDate('zh_CN', dayjs.utc(day)).format('YYYY-MM-DD');
  expect(['2026-03-11', '2026-03-15', '2026-03-16'].map(first)).toEqual(['2026-03-09', '2026-03-09', '2026-03-16']);
});

// Ant Design draws slowly where the machine is busy.
test('a field shows the centre’s time, says so, and hands out what was typed', { timeout: 60_000 }, () => {
  const change = vi.fn();
  render(<TimePicker of="soon" value={forPicker('2026-03-08T10:30:00Z')} onChange={change} />);
  const field = screen.getByRole<HTMLInputElement>('textbox');
  expect(field.value).toBe('2026-03-08 18:30');
  expect(screen.getByText('北京时间（UTC+8）')).toBeTruthy();
  fireEvent.mouseDown(field);
  fireEvent.change(field, { target: { value: '2026-03-08 02:45' } });
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter' });
  expect(fromPicker(change.mock.calls.at(-1)?.[0])).toBe('2026-03-07T18:45:00.000Z');
});
