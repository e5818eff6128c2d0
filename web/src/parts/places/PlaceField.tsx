import { AutoComplete } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScanRefusal } from '@/parts/scan_queue/useScanRefusal';
import { FirstHits } from '@/ui/list/FirstHits';
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

const OFFERED = 30;

/** Chooses a place by its code or name. */
export function PlaceField({ value, onChange, id, autoFocus = false, onChoose }: Props) {
  const { t } = useTranslation();
  const directory = usePlaceDirectory();
  const refuse = useScanRefusal();
  const [words, setWords] = useState('');
  const found = useMemo(() => directory?.search(words) ?? [], [directory, words]);
  const options = found.slice(0, OFFERED).map((place) => ({
    value: place.code,
    label: <span><b>{place.code}</b> <span className="quiet">{directory?.path(place.code)}</span></span>,
  }));
  const settle = (typed: string) => {
    const named = directory?.find(typed);
    if (named) {
      onChange?.(named.code);
      onChoose?.(named.code);
    } else if (directory && typed.trim() !== '' && options.length === 0) {
      refuse('unknown', typed, t('station:place_unknown', { code: typed.trim() }));
    }
  };
  return (
    // In a form a scan fills the field; the station's strip leaves it to the desk, which also knows items.
    <div className="place-field" data-takes-scans={onChoose ? undefined : true}>
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
        popupRender={(menu) => <FirstHits menu={menu} count={OFFERED} more={found.length > OFFERED} />}
        onSearch={setWords}
        onChange={(code: string) => onChange?.(code)}
        onSelect={(code: string) => onChoose?.(code)}
        onKeyDown={(event) => {
          if ((event.key !== 'Enter' && event.key !== 'Tab') || event.nativeEvent.isComposing) return;
          // A scanner ends with Enter, which chooses the place and sends no form.
          if (event.key === 'Enter') event.preventDefault();
          settle(value ?? '');
        }}
      />
    </div>
  );
}
