import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskReason } from '@/ui/confirm';
import { type Once, useAction } from '@/ui/useAction';

interface About {
  id: string;
  /** The version that was seen when the question was asked. */
  version: number;
  reason: string;
}

interface Question {
  id: string;
  version: number;
  title: string;
  content: ReactNode;
}

/** Cancels something after the person has given a reason. */
export function useCancellation<R>(send: (about: About, once: Once) => Promise<R>, changes: readonly string[]) {
  const { t } = useTranslation();
  const ask = useAskReason();
  const cancel = useAction(send, { changes });
  const start = async ({ id, version, title, content }: Question) => {
    const reason = await ask({ title, content, ok: t('corrections:cancel'), required: true, danger: true, label: t('corrections:cancel_reason') });
    if (reason !== null) cancel.mutate({ id, version, reason });
  };
  return { start, pending: cancel.isPending };
}
