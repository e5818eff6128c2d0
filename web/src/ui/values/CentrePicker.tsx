// Date pickers in the centre's zone, which is said beside them where the browser's clock shows another time.
import { DatePicker, type DatePickerProps } from 'antd';
import type { RangePickerProps } from 'antd/es/date-picker';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { centreCalendar } from './centreCalendar';
import { isElsewhere, pickerNow } from './time';

const Picker = DatePicker.generatePicker<Dayjs>(centreCalendar);

function WithZone({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  if (!isElsewhere()) return children;
  return <span className="picker-zone">{children}<span className="quiet">{t('ui:centre_zone')}</span></span>;
}

type Quick = { key: string; count?: number; day: () => Dayjs };

/** Ends of periods that figures are asked for by. */
const DAYS: readonly Quick[] = [
  { key: 'today', day: pickerNow },
  { key: 'yesterday', day: () => pickerNow().subtract(1, 'day') },
  { key: 'last_month_end', day: () => pickerNow().startOf('month').subtract(1, 'day') },
  { key: 'last_year_end', day: () => pickerNow().startOf('year').subtract(1, 'day') },
];
/** What has happened, mostly just before it is written down. */
const PAST: readonly Quick[] = [
  { key: 'now', day: pickerNow },
  { key: 'hour_ago', day: () => pickerNow().subtract(1, 'hour') },
  { key: 'yesterday', day: () => pickerNow().subtract(1, 'day') },
];
const SOON: readonly Quick[] = [
  { key: 'now', day: pickerNow },
  { key: 'tomorrow', day: () => pickerNow().add(1, 'day').hour(9).startOf('hour') },
];
/** Something is brought back before the desk closes. */
const DUE: readonly Quick[] = [3, 7, 15, 30].map((count) => ({ key: 'in_days', count, day: () => pickerNow().add(count, 'day').hour(17).startOf('hour') }));
const TIMES = { past: PAST, soon: SOON, due: DUE };

const PERIODS: readonly { key: string; days: () => [Dayjs, Dayjs] }[] = [
  { key: 'today', days: () => [pickerNow(), pickerNow()] },
  { key: 'last_days', days: () => [pickerNow().subtract(6, 'day'), pickerNow()] },
  { key: 'this_month', days: () => [pickerNow().startOf('month'), pickerNow()] },
  { key: 'last_month', days: () => [pickerNow().subtract(1, 'month').startOf('month'), pickerNow().startOf('month').subtract(1, 'day')] },
  { key: 'this_year', days: () => [pickerNow().startOf('year'), pickerNow()] },
  { key: 'last_year', days: () => [pickerNow().subtract(1, 'year').startOf('year'), pickerNow().startOf('year').subtract(1, 'day')] },
];

function useChoices(quick: readonly Quick[]) {
  const { t } = useTranslation();
  return quick.map(({ key, count, day }) => ({ label: t(`ui:quick.${key}`, { count }), value: day }));
}

/** Picks a day. */
export function DayPicker(props: DatePickerProps<Dayjs, false>) {
  const presets = useChoices(DAYS);
  return <WithZone><Picker presets={presets} {...props} /></WithZone>;
}

interface TimeProps extends DatePickerProps<Dayjs, false> {
  /** What is picked: something that has happened, that begins, or that is due. Other times cannot be chosen. */
  of: keyof typeof TIMES;
}

/** Picks a day and a time, to the minute. */
export function TimePicker({ of, ...props }: TimeProps) {
  const presets = useChoices(TIMES[of]);
  const limit = of === 'past' ? { maxDate: pickerNow() } : of === 'due' ? { minDate: pickerNow() } : {};
  return <WithZone><Picker presets={presets} {...limit} {...props} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" /></WithZone>;
}

/** Picks two days. */
export function DaysPicker(props: RangePickerProps) {
  const { t } = useTranslation();
  const presets = PERIODS.map(({ key, days }) => ({ label: t(`ui:quick.${key}`), value: days }));
  return <WithZone><Picker.RangePicker presets={presets as RangePickerProps['presets']} {...props} /></WithZone>;
}
