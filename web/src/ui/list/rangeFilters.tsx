// Filters by a number, kept in the URL as the API takes it.
import { InputNumber, Space } from 'antd';
import { useEffect, useState } from 'react';

interface NumberProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  label: string;
  /** How many of the API's units are one of those that people type, such as 100 for yuan. */
  scale?: number;
  min?: number;
}

/** Filters by one number; takes effect on Enter and on leaving the field. */
export function NumberFilter({ value, onChange, label, scale = 1, min = 0 }: NumberProps) {
  const told = value === undefined || !Number.isFinite(Number(value)) ? null : Number(value) / scale;
  const [typed, setTyped] = useState(told);
  useEffect(() => setTyped(told), [told]);
  const send = () => {
    if (typed !== told) onChange(typed === null ? undefined : String(Math.round(typed * scale)));
  };
  return (
    <InputNumber<number>
      className="filter-number"
      min={min}
      precision={scale === 1 ? 0 : 2}
      controls={false}
      placeholder={label}
      aria-label={label}
      value={typed}
      onChange={setTyped}
      onBlur={send}
      onPressEnter={send}
    />
  );
}

interface RangeProps {
  from: string | undefined;
  to: string | undefined;
  labels: readonly [string, string];
  onChange: (from: string | undefined, to: string | undefined) => void;
  scale?: number;
}

/** Filters by a number from and to. */
export function RangeFilter({ from, to, labels, onChange, scale = 1 }: RangeProps) {
  return (
    <Space.Compact>
      <NumberFilter label={labels[0]} scale={scale} value={from} onChange={(value) => onChange(value, to)} />
      <NumberFilter label={labels[1]} scale={scale} value={to} onChange={(value) => onChange(from, value)} />
    </Space.Compact>
  );
}
