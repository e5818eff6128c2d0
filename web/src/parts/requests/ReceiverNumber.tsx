import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { useAskReason } from '@/ui/confirm';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { NOTHING } from '@/ui/values/values';
import './receiverNumber.css';

type Detail = Schemas['RequestDetail'];

/**
 * The number of a receiver's identity document: its last characters, and the rest for a reason that the log keeps. Where a page has one purpose
 * only, it gives the reason itself. The whole number is nowhere but on this page, and gone with it.
 */
export function ReceiverNumber({ request, reason }: { request: Detail; reason?: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const askReason = useAskReason();
  const [whole, setWhole] = useState<string | null>(null);
  const reveal = useAction(
    (said: string, once) => body(api.POST('/api/v1/requests/{id}/receiver-document', { params: { path: { id: request.id }, header: once }, body: { reason: said } })),
    { changes: [], done: (shown) => setWhole(shown.receiver_document_no ?? null) },
  );
  async function show() {
    const said = reason ?? (await askReason({ title: t('requests:reveal'), content: t('requests:reveal_help'), ok: t('requests:reveal'), required: true }));
    if (said !== null) reveal.mutate(said);
  }
  const number = request.receiver_document_no;
  if (number === null) return NOTHING;
  const shut = request.receiver_document_hidden && whole === null;
  return (
    <>
      <span className="code receiver-number">{whole ?? number}</span>
      {shut && me.may('reveal_personal_data') && <Button className="no-print" type="link" size="small" loading={reveal.isPending} onClick={() => void show()}>{t('requests:reveal')}</Button>}
    </>
  );
}
