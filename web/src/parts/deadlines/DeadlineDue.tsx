import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import { useMe } from '@/ui/session/me';
import { Time, Word } from '@/ui/values/values';
import { distance, isClosed } from './deadline';

type Deadline = Schemas['DeadlineView'];

export const LIGHT_COLOURS: Record<Schemas['ClockLight'], string> = { red: 'red', yellow: 'orange', green: 'green', missed: 'volcano', kept: 'default' };

/** How a deadline stands, in colour and in words. */
export function DeadlineLight({ of: row }: { of: Pick<Deadline, 'light'> }) {
  return <Tag color={LIGHT_COLOURS[row.light]}><Word of="ClockLight" is={row.light} /></Tag>;
}

/** When it is due, and how far off that is; or when it was done. What one has to know of it stands behind. */
export function DeadlineTime({ of: row }: { of: Pick<Deadline, 'due_at' | 'closed_at' | 'light' | 'holidays_known' | 'correction_entry'> }) {
  return <><Time at={row.due_at} /> <span className="quiet">{isClosed(row) ? <Closed at={row.closed_at} /> : <Distance of={row} />}<Notes of={row} /></span></>;
}

/** That the holidays of the year are not known as yet, and by which entry of the log the list was corrected. */
function Notes({ of: { holidays_known, correction_entry } }: { of: Pick<Deadline, 'holidays_known' | 'correction_entry'> }) {
  const { t } = useTranslation();
  return (
    <>
      {!holidays_known && <> · {t('deadlines:holidays_unknown')}</>}
      {correction_entry !== null && <Corrected by={correction_entry} />}
    </>
  );
}

function Corrected({ by: entry }: { by: number }) {
  const { t } = useTranslation();
  const me = useMe();
  const corrected = t('deadlines:corrected', { entry });
  return <> · {me.may('read_audit') ? <Link to={`/audit/${entry}`}>{corrected}</Link> : corrected}</>;
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
export function DeadlineDue({ of: row }: { of: Pick<Deadline, 'light' | 'due_at' | 'closed_at' | 'holidays_known' | 'correction_entry'> }) {
  return <><DeadlineLight of={row} /> <DeadlineTime of={row} /></>;
}
