// Date pickers in the centre's zone, which is said beside them where the browser's clock shows another time.
import { DatePicker, type DatePickerProps } from 'antd';
import type { RangePickerProps } from 'antd/es/date-picker';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { centreCalendar } from './centreCalendar';
import { isElsewhere } from './time';

const Picker = DatePicker.generatePicker<Dayjs>(centreCalendar);

function WithZone({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  if (!isElsewhere()) return children;
  return <span className="picker-zone">{children}<span className="quiet">{t('ui:centre_zone')}</span></span>;
}

/** Picks a day. */
export function DayPicker(props: DatePickerProps<Dayjs, false>) {
  return <WithZone><Picker {...props} /></WithZone>;
}

/** Picks a day and a time, to the minute. */
export function TimePicker(props: DatePickerProps<Dayjs, false>) {
  return <WithZone><Picker {...props} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" /></WithZone>;
}

/** Picks two days. */
export function DaysPicker(props: RangePickerProps) {
  return <WithZone><Picker.RangePicker {...props} /></WithZone>;
}
