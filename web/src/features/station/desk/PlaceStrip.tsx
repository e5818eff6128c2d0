import { EnvironmentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '@/api/client';
import { PlaceField } from '@/parts/places/PlaceField';
import { Code, Word } from '@/ui/values/values';

interface Props {
  place: string | null;
  path: string;
  needed: boolean;
  /** How many scans were carried out: the room may be another after each. */
  done: number;
  onPlace: (code: string) => void;
  onClear: () => void;
}

/** The current place: what it is for, and how many more items fit. */
export function PlaceStrip({ place, path, needed, done, onPlace, onClear }: Props) {
  const { t } = useTranslation();
  const [typing, setTyping] = useState(false);
  const [words, setWords] = useState('');
  const choose = (code: string) => {
    setTyping(false);
    setWords('');
    onPlace(code);
  };
  if (typing) {
    return (
      <div className="station-place">
        <PlaceField autoFocus value={words} onChange={setWords} onChoose={choose} />
        <Button size="large" onClick={() => setTyping(false)}>{t('ui:cancel')}</Button>
      </div>
    );
  }
  return (
    <div className={`station-place ${place === null && needed ? 'station-place-wanted' : ''}`}>
      <EnvironmentOutlined aria-hidden />
      <span className="station-place-name">
        {place === null ? (needed ? t('station:place_first') : t('station:place_optional')) : <><Code>{place}</Code> <span className="quiet">{path}</span> {needed && <Room code={place} done={done} />}</>}
      </span>
      {place !== null && <Button size="large" type="text" onClick={onClear}>{t('station:place_leave')}</Button>}
      <Button size="large" onClick={() => setTyping(true)}>{t('station:place_choose')}</Button>
    </div>
  );
}

/** What a place is for and how many more items fit, as far as the server can be reached. */
function Room({ code, done }: { code: string; done: number }) {
  const { t } = useTranslation();
  const { data, refetch } = queries.useQuery('get', '/api/v1/scan/{code}', { params: { path: { code } } });
  useEffect(() => {
    if (done > 0) void refetch();
  }, [done, refetch]);
  const place = data?.place;
  if (!place) return null;
  const free = place.capacity === null || place.capacity === undefined ? null : Math.max(place.capacity - place.held, 0);
  return (
    <span className="station-room" data-room={free ?? ''}>
      <Word of="StorageClass" is={place.storage_class} />
      {free !== null && <> · <b className={free === 0 ? 'station-bad' : undefined}>{t('station:room', { count: free })}</b></>}
    </span>
  );
}
