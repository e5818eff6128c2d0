import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Word } from '@/ui/values/values';

const CLUES: Record<Schemas['ClueStatus'], string> = { open: 'red', explained: 'gold', corrected: 'green' };
const NOTICES: Record<Schemas['NoticeStatus'], string> = { awaiting_answer: 'gold', answered: 'blue', accepted: 'green', withdrawn: 'default' };

/** How a clue stands. */
export function ClueTag({ status }: { status: Schemas['ClueStatus'] }) {
  return <Tag color={CLUES[status]}><Word of="ClueStatus" is={status} /></Tag>;
}

/** How a notice stands; what was not answered in time says so. */
export function NoticeTag({ of: { status, overdue } }: { of: Pick<Schemas['NoticeView'], 'status' | 'overdue'> }) {
  const { t } = useTranslation();
  if (overdue) return <Tag color="red">{t('supervision:overdue')}</Tag>;
  return <Tag color={NOTICES[status]}><Word of="NoticeStatus" is={status} /></Tag>;
}
