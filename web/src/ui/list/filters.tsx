import { FilterOutlined, SearchOutlined } from '@ant-design/icons';
import { Badge, Button, Grid, Input, Select } from 'antd';
import { Children, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { LISTS } from '@/api/words';
import { useWord, type WordLists } from '@/i18n/words';
import { DayPicker, DaysPicker } from '../values/CentrePicker';
import { forPicker, fromPicker } from '../values/time';

/** Filters kept in the URL, so that a list can be linked, bookmarked and returned to. `names` must be a constant. */
export function useFilters<N extends string>(names: readonly N[]): [Record<N, string | undefined>, (change: Partial<Record<N, string | undefined>>) => void] {
  const [search, setSearch] = useSearchParams();
  const values = useMemo(
    () => Object.fromEntries(names.map((name) => [name, search.get(name) ?? undefined])) as Record<N, string | undefined>,
    [names, search],
  );
  const change = useCallback(
    (wanted: Partial<Record<N, string | undefined>>) => {
      // The address as it is now: what is drawn may still be the one before, and writing from that would go back to it.
      const after = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(wanted) as [N, string | undefined][]) {
        if (value === undefined || value === '') after.delete(name);
        else after.set(name, value);
      }
      setSearch(after, { replace: true });
    },
    [setSearch],
  );
  return [values, change];
}

interface BarProps<N extends string> {
  values: Record<N, string | undefined>;
  change: (wanted: Partial<Record<N, string | undefined>>) => void;
  children: ReactNode;
  /** Filters that are shown on demand. */
  more?: ReactNode;
  /** Buttons at the right end of the row. */
  extra?: ReactNode;
}

/** The row of filters above a list. */
export function FilterBar<N extends string>({ values, change, children, more, extra }: BarProps<N>) {
  const { t } = useTranslation();
  const names = Object.keys(values) as N[];
  const set = names.filter((name) => values[name] !== undefined && name !== 'sort');
  const clear = () => change(Object.fromEntries(set.map((name) => [name, undefined])) as Partial<Record<N, string | undefined>>);
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const [open, setOpen] = useState(false);
  // On a phone only the first field is shown; the others open on demand.
  const [first, ...others] = Children.toArray(children);
  return (
    <search className="filters no-print">
      {first}
      {narrow && (others.length > 0 || more) && (
        <Badge count={set.length} size="small">
          <Button icon={<FilterOutlined />} aria-label={t('ui:filters')} aria-expanded={open} onClick={() => setOpen(!open)} />
        </Badge>
      )}
      {(!narrow || open) && others}
      {!narrow && more && (
        <Badge count={set.length} size="small">
          <Button icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>{t('ui:more_filters')}</Button>
        </Badge>
      )}
      {open && more}
      {set.length > 0 && <Button type="link" onClick={clear}>{t('ui:clear_filters')}</Button>}
      <span className="filters-space" />
      {extra}
    </search>
  );
}

interface FieldProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  label: string;
}

const PAUSE = 350;

/** A search field; takes effect after a pause in typing, or on Enter. */
export function SearchFilter({ value, onChange, label }: FieldProps) {
  const [text, setText] = useState(value ?? '');
  const sent = useRef(value ?? '');
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if ((value ?? '') !== sent.current) {
      sent.current = value ?? '';
      setText(value ?? '');
    }
  }, [value]);
  const send = useCallback((wanted: string) => {
    if (wanted === sent.current) return;
    sent.current = wanted;
    latest.current(wanted === '' ? undefined : wanted);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => send(text.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [text, send]);
  return (
    <Input
      className="filter-search"
      allowClear
      maxLength={100}
      prefix={<SearchOutlined />}
      value={text}
      placeholder={label}
      aria-label={label}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => send(text.trim())}
    />
  );
}

const WORDS: { readonly [K in keyof WordLists]: readonly WordLists[K][] } = LISTS;

/** Filters by one value of a closed list, or by several (comma-separated in the URL, as the API expects). */
export function WordFilter<K extends keyof WordLists & string>(
  props: FieldProps & { of: K; several?: boolean },
) {
  const { of, several = false, value, onChange, label } = props;
  const word = useWord();
  const options = WORDS[of].map((each) => ({ value: each as string, label: word(of, each) }));
  if (several) {
    return (
      <Select
        className="filter-several"
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        placeholder={label}
        aria-label={label}
        value={value?.split(',') ?? []}
        options={options}
        onChange={(chosen: string[]) => onChange(chosen.join(',') || undefined)}
      />
    );
  }
  return (
    <Select className="filter-one" allowClear placeholder={label} aria-label={label} value={value ?? null} options={options} onChange={(chosen) => onChange(chosen ?? undefined)} />
  );
}

/** Filters by yes, no, or either. */
export function YesNoFilter({ yes, no, value, onChange, label }: FieldProps & { yes: string; no: string }) {
  const options = [{ value: 'true', label: yes }, { value: 'false', label: no }];
  return (
    <Select className="filter-one" allowClear placeholder={label} aria-label={label} value={value ?? null} options={options} onChange={(chosen) => onChange(chosen ?? undefined)} />
  );
}

/** Filters by a period, kept in the URL as two times: from and before. */
export function PeriodFilter({ from, before, onChange, label }: { from: string | undefined; before: string | undefined; onChange: (from: string | undefined, before: string | undefined) => void; label: string }) {
  const { t } = useTranslation();
  return (
    <DaysPicker
      className="filter-period"
      aria-label={label}
      placeholder={[label, t('ui:until')]}
      allowEmpty={[true, true]}
      value={[from ? forPicker(from) : null, before ? forPicker(before).subtract(1, 'day') : null]}
      onChange={(days) =>
        onChange(
          days?.[0] ? fromPicker(days[0].startOf('day')) : undefined,
          days?.[1] ? fromPicker(days[1].add(1, 'day').startOf('day')) : undefined,
        )
      }
    />
  );
}

/** Picks the last day of a period; kept in the URL as the first moment of the following day. */
export function EndOfDayFilter({ value, onChange, label }: FieldProps) {
  return (
    <DayPicker
      className="filter-one"
      aria-label={label}
      placeholder={label}
      value={value ? forPicker(value).subtract(1, 'day') : null}
      onChange={(day) => onChange(day ? fromPicker(day.add(1, 'day').startOf('day')) : undefined)}
    />
  );
}
