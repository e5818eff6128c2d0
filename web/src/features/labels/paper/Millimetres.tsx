import { InputNumber } from 'antd';

interface Props {
  id?: string;
  /** Said of the field where no label stands beside it. */
  label?: string;
  /** Micrometres, as in the API. */
  value?: number;
  onChange?: (um: number | null) => void;
}

/** A length in millimetres, to two decimals. */
export function Millimetres({ id, label, value, onChange }: Props) {
  return (
    <InputNumber
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className="label-number"
      suffix="mm"
      step={0.1}
      precision={2}
      value={value === undefined || value === null ? null : value / 1000}
      onChange={(mm) => onChange?.(mm === null ? null : Math.round(mm * 1000))}
    />
  );
}
