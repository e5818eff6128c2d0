import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { roomOf } from './roomOf';

/** From here on a place counts as nearly full. */
const NEARLY = 0.9;

/** How much of the room is used, of the place and of those in it that have a capacity; nothing where there is no limit. */
export function Room({ row }: { row: Schemas['PlaceView'] }) {
  const { t } = useTranslation();
  const room = roomOf(row);
  if (room === null) return null;
  const { used, capacity } = room;
  const part = capacity === 0 ? 1 : used / capacity;
  const colour = part >= 1 ? '#cf1322' : part >= NEARLY ? '#d46b08' : '#3b6fd4';
  return <Progress className="place-room" percent={Math.round(part * 100)} size="small" strokeColor={colour} status="normal" aria-label={t('places:used_of', { used, capacity })} />;
}
