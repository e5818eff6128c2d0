import { InputNumber } from 'antd';

interface Props {
  id?: string;
  /** Micrometres, as in the API. */
  value?: number;
  onChange?: (um: number | null) => void;
}

/** A length in millimetres, to two decimals. */
export function Millimetres({ id, value, onChange }: Props) {
  return (
    <InputNumber
      {...(id === undefined ? {} : { id })}
      className="label-number"
      suffix="mm"
      step={0.1}
      precision={2}
      value={value === undefined || value === null ? null : value / 1000}
      onChange={(mm) => onChange?.(mm === null ? null : Math.round(mm * 1000))}
    />
  );
}
