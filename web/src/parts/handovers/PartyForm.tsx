import { CameraOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Radio, Select, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import type { SecondCustodian } from '@/parts/second_custodian/secondCustodian';
import { SecondCustodianDialog } from '@/parts/second_custodian/SecondCustodianDialog';
import { fieldErrors, useReport } from '@/ui/problems';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { sendPhotograph } from './photographs';
import { SignaturePad } from './SignaturePad';

type Handover = Schemas['HandoverView'];
type Party = Schemas['PartyView'];

interface Fields {
  manner: Schemas['SignatureManner'];
  name?: string;
  identity?: { paper: Schemas['IdentityPaper']; number: string };
  reason?: string;
  refusal_witness?: string;
}

/** What is signed: the fields, with what was drawn or photographed. */
interface Signing extends Fields {
  drawing: string | null;
  photograph: File | null;
  second: SecondCustodian | null;
}

/** Has one party sign, or says that it would not. */
export function PartyForm({ handover, party }: { handover: Handover; party: Party }) {
  const { t } = useTranslation();
  const me = useMe();
  const report = useReport();
  const [form] = Form.useForm<Fields>();
  const manner = Form.useWatch('manner', form) ?? 'drawn';
  const [drawing, setDrawing] = useState<string | null>(null);
  const [photograph, setPhotograph] = useState<File | null>(null);
  const [second, setSecond] = useState<SecondCustodian | null>(null);
  const sign = useAction(
    async ({ drawing: drawn, photograph: taken, second: confirmed, name, identity, reason, refusal_witness, manner: how }: Signing, once) => {
      const file = how === 'on_paper' && taken ? await sendPhotograph(me.user.id, handover, me.user.name, taken) : null;
      return body(
        api.POST('/api/v1/handovers/{id}/signatures', {
          params: { path: { id: handover.id }, header: once },
          body: {
            party: party.party,
            manner: how,
            list_sha256: handover.list_sha256,
            ...(party.is_custodian ? {} : { name: name ?? null }),
            ...(identity?.number ? { identity } : {}),
            ...(how === 'drawn' ? { drawing: drawn } : {}),
            ...(file ? { file_id: file } : {}),
            ...(how === 'refused' ? { reason: reason ?? null, refusal_witness: refusal_witness ?? null } : {}),
            ...(confirmed ? { confirmation: confirmed.token } : {}),
          },
        }),
      );
    },
    {
      shows: '/api/v1/handovers',
      changes: ['/api/v1/handovers', '/api/v1/requests', '/api/v1/work', '/api/v1/files'],
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  const ready = manner === 'refused' || (manner === 'drawn' ? drawing !== null : photograph !== null);
  const send = (fields: Fields) => sign.mutate({ ...fields, drawing, photograph, second });
  return (
    <Form form={form} layout="vertical" initialValues={{ manner: 'drawn', name: party.proposed_name ?? '', identity: { paper: 'resident_card' } }} onFinish={send} aria-label={t('handovers:signs_as', { party: t(`words:HandoverParty.${party.party}`) })}>
      <Form.Item name="manner" label={t('handovers:manner')}>
        <Radio.Group optionType="button" options={LISTS.SignatureManner.map((value) => ({ value, label: t(`words:SignatureManner.${value}`) }))} />
      </Form.Item>
      {party.is_custodian ? <CustodianSigns party={party} second={second} confirmed={setSecond} /> : <OutsiderSigns refuses={manner === 'refused'} />}
      {manner === 'drawn' && <SignaturePad onChange={setDrawing} />}
      {manner === 'on_paper' && <PaperSigned photograph={photograph} choose={setPhotograph} />}
      {manner === 'refused' && <Refusing />}
      <Button type="primary" size="large" htmlType="submit" disabled={!ready} loading={sign.isPending}>{manner === 'refused' ? t('handovers:record_refusal') : t('handovers:sign')}</Button>
    </Form>
  );
}

/** A custodian signs as whoever is signed in, or confirmed as the second on the spot. */
function CustodianSigns({ party, second, confirmed }: { party: Party; second: SecondCustodian | null; confirmed: (second: SecondCustodian) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const isSecond = party.party === 'second_custodian';
  return (
    <div className="handover-signer">
      <span>{t('handovers:signs_with_account', { name: second?.name ?? me.user.name })}</span>
      {isSecond && !second && <Button onClick={() => setAsking(true)}>{t('handovers:confirm_second')}</Button>}
      {asking && <SecondCustodianDialog open waiting={1} onClose={() => setAsking(false)} onConfirmed={confirmed} />}
    </div>
  );
}

function OutsiderSigns({ refuses }: { refuses: boolean }) {
  const { t } = useTranslation();
  const word = useWord();
  const needed = { required: true, whitespace: true, message: t('ui:needed') };
  return (
    <div className="handover-person">
      <Form.Item name="name" label={t('handovers:name')} rules={[needed]}><Input maxLength={40} autoComplete="off" /></Form.Item>
      <Form.Item name={['identity', 'paper']} label={t('handovers:identity_paper')}>
        <Select options={LISTS.IdentityPaper.map((value) => ({ value, label: word('IdentityPaper', value) }))} />
      </Form.Item>
      <Form.Item name={['identity', 'number']} label={t('handovers:identity_number')} extra={t('handovers:identity_help')} rules={refuses ? [] : [needed]}>
        <Input maxLength={40} autoComplete="off" spellCheck={false} />
      </Form.Item>
    </div>
  );
}

function PaperSigned({ photograph, choose }: { photograph: File | null; choose: (file: File) => void }) {
  const { t } = useTranslation();
  const take = (file: File) => {
    choose(file);
    // It is sent with the signature.
    return false;
  };
  return (
    <div className="handover-photograph">
      <Alert type="info" showIcon title={t('handovers:on_paper_help')} />
      <Upload accept="image/*,.pdf" capture="environment" showUploadList={false} beforeUpload={take}>
        <Button icon={<CameraOutlined />}>{t('handovers:photograph')}</Button>
      </Upload>
      {photograph && <span>{photograph.name}</span>}
    </div>
  );
}

function Refusing() {
  const { t } = useTranslation();
  const needed = { required: true, whitespace: true, message: t('ui:needed') };
  return (
    <>
      <Form.Item name="reason" label={t('handovers:refusal_reason')} rules={[needed]}><Input.TextArea rows={2} maxLength={500} /></Form.Item>
      <Form.Item name="refusal_witness" label={t('handovers:refusal_witness')} rules={[needed]}><Input maxLength={40} autoComplete="off" /></Form.Item>
    </>
  );
}
