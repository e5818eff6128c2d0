import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { daysUntil } from '@/ui/values/time';
import { Time } from '@/ui/values/values';

/** The day a loan is due, and how many days are left or overdue. */
export function LoanDue({ loan }: { loan: Pick<Schemas['LoanView'], 'due_at' | 'overdue' | 'returned_at'> }) {
  const { t } = useTranslation();
  if (loan.returned_at) return <Time at={loan.due_at} form="day" />;
  const days = daysUntil(loan.due_at);
  const text = loan.overdue ? t('loans:late', { count: Math.max(0, -days) }) : t('loans:left', { count: days });
  return <><Time at={loan.due_at} form="day" /> <Tag color={loan.overdue ? 'red' : days <= 3 ? 'orange' : 'default'}>{text}</Tag></>;
}
