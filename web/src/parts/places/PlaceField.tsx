import { AutoComplete } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlaceDirectory } from './placeDirectory';
import './placeField.css';

interface Props {
  value?: string | null;
  onChange?: (code: string) => void;
  id?: string;
  autoFocus?: boolean;
  /** Called when a place was chosen, not merely typed in part. */
  onChoose?: (code: string) => void;
}

/** Chooses a place by its code or name. */
export function PlaceField({ value, onChange, id, autoFocus = false, onChoose }: Props) {
  const { t } = useTranslation();
  const directory = usePlaceDirectory();
  const [words, setWords] = useState('');
  const options = (directory?.search(words, 30) ?? []).map((place) => ({
    value: place.code,
    label: <span><b>{place.code}</b> <span className="quiet">{directory?.path(place.code)}</span></span>,
  }));
  return (
    <AutoComplete
      id={id}
      autoFocus={autoFocus}
      size="large"
      allowClear
      className="station-wide"
      placeholder={t('station:place_type')}
      aria-label={t('station:place')}
      value={value ?? ''}
      options={options}
      onSearch={setWords}
      onChange={(code: string) => onChange?.(code)}
      onSelect={(code: string) => onChoose?.(code)}
      onKeyDown={(event) => {
        const found = event.key === 'Enter' ? directory?.find(value ?? '') : undefined;
        if (found) onChoose?.(found.code);
      }}
    />
  );
}
