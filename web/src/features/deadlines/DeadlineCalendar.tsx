import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Grid, Spin, Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { useWord } from '@/i18n/words';
import { LIGHT_COLOURS } from '@/parts/deadlines/DeadlineDue';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { pickerNow } from '@/ui/values/time';
import { Count } from '@/ui/values/values';
import { countsPerDay, monthOf, searchOfDay } from './calendarDays';
import './calendar.css';

type Month = ReturnType<typeof monthOf>;
type Day = NonNullable<Month['weeks'][number][number]>;
type Counts = ReturnType<typeof countsPerDay>;

interface Props {
  /** The filters of the list, without its days. */
  query: object;
  month: string | undefined;
  onMonth: (month: string | undefined) => void;
}

/** What is due on each day of a month, counted; a day opens the list of it. */
export function DeadlineCalendar({ query, month: wanted, onMonth }: Props) {
  const { t, i18n } = useTranslation();
  const month = useMemo(() => monthOf(wanted), [wanted]);
  const { from: due_from, before: due_before } = month;
  const deadlines = useWholeList(queries.useInfiniteQuery('get', '/api/v1/deadlines', { params: { query: { ...query, due_from, due_before, limit: LARGEST_PAGE } } }, toTheEnd));
  const { rows, pending } = deadlines;
  const counts = useMemo(() => countsPerDay(rows ?? []), [rows]);
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const name = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'long', timeZone: 'Asia/Shanghai' }).format(new Date(due_from));
  return (
    <section className="sheet" aria-label={name}>
      <div className="toolbar">
        <Button icon={<LeftOutlined />} aria-label={t('deadlines:earlier')} onClick={() => onMonth(month.earlier)} />
        <h2 aria-live="polite">{name}</h2>
        <Button icon={<RightOutlined />} aria-label={t('deadlines:later')} onClick={() => onMonth(month.later)} />
        <Button onClick={() => onMonth(undefined)}>{t('deadlines:this_month')}</Button>
      </div>
      <BrokenList of={[deadlines]} />
      <Spin spinning={pending}>{narrow ? <DayList month={month} counts={counts} whole={deadlines.whole} /> : <MonthTable month={month} counts={counts} />}</Spin>
    </section>
  );
}

function MonthTable({ month, counts }: { month: Month; counts: Counts }) {
  const { i18n } = useTranslation();
  const weekday = (day: Day | null | undefined) => day && new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'Asia/Shanghai' }).format(new Date(day.from));
  // The second week of a month is never cut off.
  const headings = month.weeks[1]?.map(weekday) ?? [];
  return (
    <table className="calendar">
      <thead><tr>{headings.map((heading) => <th key={heading} scope="col">{heading}</th>)}</tr></thead>
      <tbody>
        {month.weeks.map((week, at) => (
          <tr key={at}>{week.map((day, place) => <td key={place} className={isToday(day) ? 'is-today' : undefined}>{day && <DayCell day={day} counts={counts} />}</td>)}</tr>
        ))}
      </tbody>
    </table>
  );
}

function isToday(day: Day | null): boolean {
  return day?.day === pickerNow().format('YYYY-MM-DD');
}

/** A day with its counts, as the way to the list of it; a day on which nothing is due is its number. */
function DayCell({ day, counts }: { day: Day; counts: Counts }) {
  const { search } = useLocation();
  const due = counts.get(day.day);
  if (!due) return <time dateTime={day.day} className="quiet figures">{day.number}</time>;
  return (
    <Link to={{ search: searchOfDay(search, day) }} className="calendar-day">
      <time dateTime={day.day} className="figures">{day.number}</time>
      <DayCounts due={due} />
    </Link>
  );
}

function DayCounts({ due }: { due: { light: Schemas['ClockLight']; count: number }[] }) {
  const word = useWord();
  return due.map(({ light, count }) => <Tag key={light} color={LIGHT_COLOURS[light]}>{word('ClockLight', light)} <Count n={count} /></Tag>);
}

/** On a phone: the days on which something is due, one below the other. */
function DayList({ month, counts, whole }: { month: Month; counts: Counts; whole: boolean }) {
  const { t } = useTranslation();
  const { search } = useLocation();
  const days = month.weeks.flat().flatMap((day) => (day && counts.has(day.day) ? [{ day, due: counts.get(day.day) ?? [] }] : []));
  if (days.length === 0 && whole) return <span className="quiet">{t('deadlines:none_in_month')}</span>;
  return (
    <ul className="calendar-days">
      {days.map(({ day, due }) => (
        <li key={day.day} className={isToday(day) ? 'is-today' : undefined}>
          <Link to={{ search: searchOfDay(search, day) }} className="calendar-day"><time dateTime={day.day} className="figures">{day.day}</time><DayCounts due={due} /></Link>
        </li>
      ))}
    </ul>
  );
}
