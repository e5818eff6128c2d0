import { EditOutlined } from '@ant-design/icons';
import { Button, Empty, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, queries, type Schemas } from '@/api/client';
import { Picture } from '@/parts/files/Picture';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { Time, Word } from '@/ui/values/values';
import { SignHandover } from './SignHandover';
import './handovers.css';

type Handover = Schemas['HandoverView'];

const COLOURS: Record<Schemas['HandoverStatus'], string> = { open: 'processing', closed: 'green', withdrawn: 'default' };

/** The hand-overs of a request, with who signed. */
export function HandoverSection({ request }: { request: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const list = useHandovers(request);
  const rows = list.rows ?? [];
  const open = rows.find(({ status }) => status === 'open');
  return (
    <section className="sheet" aria-label={t('handovers:title')}>
      <div className="handover-bar">
        <h2>{t('handovers:title')}</h2>
        {me.may('execute_requests') && <SignButton request={request} open={open} />}
      </div>
      <BrokenList of={[list]} />
      {list.whole && rows.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('handovers:none')} />}
      {rows.map((row) => <Signed key={row.id} handover={row} />)}
    </section>
  );
}

/** Opens the hand-over of a request and has it signed, or goes on where it stood. */
export function SignHandoverButton({ request }: { request: string }) {
  const list = useHandovers(request);
  if (!list.rows) return null;
  return <SignButton request={request} open={list.rows.find(({ status }) => status === 'open')} />;
}

function useHandovers(request: string) {
  return useWholeList(queries.useInfiniteQuery('get', '/api/v1/handovers', { params: { query: { request_id: request, limit: LARGEST_PAGE } } }, toTheEnd));
}

function SignButton({ request, open }: { request: string; open: Handover | undefined }) {
  const { t } = useTranslation();
  const [signing, setSigning] = useState<string | null>(null);
  const start = useAction((request_id: string, once) => body(api.POST('/api/v1/handovers', { params: { header: once }, body: { request_id } })), {
    changes: ['/api/v1/handovers'],
    done: ({ id }) => setSigning(id),
  });
  return (
    <>
      <Button type="primary" icon={<EditOutlined />} loading={start.isPending} onClick={() => (open ? setSigning(open.id) : start.mutate(request))}>{open ? t('handovers:go_on') : t('handovers:sign_handover')}</Button>
      {signing && <SignHandover id={signing} close={() => setSigning(null)} />}
    </>
  );
}

function Signed({ handover }: { handover: Handover }) {
  const { t } = useTranslation();
  return (
    <div className="handover-row">
      <div className="handover-head">
        <span>{t('handovers:which', { n: handover.sequence, count: handover.line_count })}</span>
        <Tag color={COLOURS[handover.status]}><Word of="HandoverStatus" is={handover.status} /></Tag>
        <span className="quiet"><Time at={handover.opened_at} /></span>
      </div>
      {handover.reason && <div className="quiet">{handover.reason}</div>}
      <ul className="handover-parties">
        {handover.parties.map(({ party, signature }) => (
          <li key={party}>
            <span className="quiet">{t(`words:HandoverParty.${party}`)}</span>
            {signature ? <Signature signature={signature} /> : <span className="quiet">{t('handovers:awaited')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Signature({ signature }: { signature: Schemas['SignatureView'] }) {
  const { t } = useTranslation();
  return (
    <>
      <span>{signature.signer_name} {signature.identity_masked && <span className="quiet" title={signature.identity_masked}><Word of="IdentityPaper" is={signature.identity_paper} /> {signature.identity_masked}</span>}</span>
      {signature.file_id && <Picture file={signature.file_id} size="thumbnail" alt={t('handovers:signature_of', { name: signature.signer_name })} className="handover-picture" />}
      {signature.manner === 'refused' && <span>{t('handovers:refused', { reason: signature.reason, witness: signature.refusal_witness })}</span>}
      <span className="quiet"><Word of="SignatureManner" is={signature.manner} /> <Time at={signature.signed_at} /></span>
    </>
  );
}
