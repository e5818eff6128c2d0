import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Time, Word } from '@/ui/values/values';
import { distance, isClosed } from './deadline';

type Deadline = Schemas['DeadlineView'];

export const LIGHT_COLOURS: Record<Schemas['ClockLight'], string> = { red: 'red', yellow: 'orange', green: 'green', missed: 'volcano', kept: 'default' };

/** How a deadline stands, in colour and in words. */
export function DeadlineLight({ of: row }: { of: Pick<Deadline, 'light'> }) {
  return <Tag color={LIGHT_COLOURS[row.light]}><Word of="ClockLight" is={row.light} /></Tag>;
}

/** When it is due, and how far off that is; or when it was done. */
export function DeadlineTime({ of: row }: { of: Pick<Deadline, 'due_at' | 'closed_at' | 'light'> }) {
  return <><Time at={row.due_at} /> <span className="quiet">{isClosed(row) ? <Closed at={row.closed_at} /> : <Distance of={row} />}</span></>;
}

function Closed({ at }: { at: Deadline['closed_at'] }) {
  const { t } = useTranslation();
  return <>{t('deadlines:closed')} <Time at={at} /></>;
}

function Distance({ of: row }: { of: Pick<Deadline, 'due_at' | 'light'> }) {
  const { t } = useTranslation();
  const { late, unit, count } = distance(row);
  return late ? t(`deadlines:late.${unit}`, { count }) : t(`deadlines:left.${unit}`, { count });
}

/** A deadline in one line: how it stands, when it is due, how far off that is. */
export function DeadlineDue({ of: row }: { of: Pick<Deadline, 'light' | 'due_at' | 'closed_at'> }) {
  return <><DeadlineLight of={row} /> <DeadlineTime of={row} /></>;
}
