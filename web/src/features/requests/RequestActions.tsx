import { Button, Form, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { useAskReason } from '@/ui/confirm';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { TimePicker } from '@/ui/values/CentrePicker';
import { useCalled } from '@/ui/values/called';
import { forPicker, fromPicker, pickerNow } from '@/ui/values/time';
import { RefusedLines } from './RefusedLines';

type Detail = Schemas['RequestDetail'];

const CHANGES = ['/api/v1/requests', '/api/v1/items', '/api/v1/loans', '/api/v1/extensions', '/api/v1/work'];

/** What this person may do next with the request, as the API reports it. */
export function RequestActions({ request }: { request: Detail }) {
  const { t } = useTranslation();
  const called = useCalled();
  const navigate = useNavigate();
  const ask = useAskReason();
  const [extending, setExtending] = useState(false);
  const may = (action: Schemas['RequestAction']) => request.actions.some((each) => each.action === action && each.allowed);
  // What a dialog was opened about is what is decided, whatever arrives meanwhile.
  const { id, version } = request;

  const decide = useAction(
    ({ decision, opinion, seen }: { decision: Schemas['DecisionWord']; opinion: string; seen: number }, once) =>
      body(api.POST('/api/v1/requests/{id}/approval', { params: { path: { id }, header: { ...once, ...ifMatch(seen) } }, body: { decision, opinion: opinion || null } })),
    { changes: CHANGES },
  );
  const decideRefusals = useAction(
    ({ decision, opinion, seen }: { decision: Schemas['RefusalsDecision']; opinion: string; seen: number }, once) =>
      body(api.POST('/api/v1/requests/{id}/refusals', { params: { path: { id }, header: { ...once, ...ifMatch(seen) } }, body: { decision, opinion: opinion || null } })),
    { changes: CHANGES },
  );
  const withdraw = useAction(
    ({ opinion, seen }: { opinion: string; seen: number }, once) =>
      body(api.POST('/api/v1/requests/{id}/withdrawal', { params: { path: { id }, header: { ...once, ...ifMatch(seen) } }, body: { opinion: opinion || null } })),
    { changes: CHANGES },
  );

  const askDecision = async (decision: Schemas['DecisionWord']) => {
    const about = { number: request.number ?? '', count: request.line_count, name: called(request, 'applicant_name') };
    const opinion = await ask({
      title: t(`requests:decide.${decision}`, about),
      content: t(`requests:decide_help.${decision}`, about),
      ok: t(`words:DecisionWord.${decision}`),
      required: decision !== 'approve',
      danger: decision === 'reject',
      label: t('requests:opinion'),
    });
    if (opinion !== null) decide.mutate({ decision, opinion, seen: version });
  };
  const askRefusals = async (decision: Schemas['RefusalsDecision']) => {
    const about = { number: request.number ?? '' };
    const opinion = await ask({
      title: t(`requests:decide_refusals.${decision}`, about),
      content: <><RefusedLines request={id} />{t(`requests:decide_refusals_help.${decision}`)}</>,
      ok: t(`words:RefusalsDecision.${decision}`),
      required: decision !== 'confirm',
      label: t('requests:opinion'),
    });
    if (opinion !== null) decideRefusals.mutate({ decision, opinion, seen: version });
  };
  const askWithdrawal = async () => {
    const opinion = await ask({ title: t('requests:withdraw_title'), content: t('requests:withdraw_help'), ok: t('words:RequestAction.withdraw'), required: true, danger: true });
    if (opinion !== null) withdraw.mutate({ opinion, seen: version });
  };

  const busy = decide.isPending || decideRefusals.isPending || withdraw.isPending;
  return (
    <>
      {may('withdraw') && <Button disabled={busy} onClick={() => void askWithdrawal()}>{t('words:RequestAction.withdraw')}</Button>}
      {may('edit') && <Button type={may('submit') ? 'primary' : 'default'} onClick={() => void navigate(`/requests/${id}/edit`)}>{t('requests:write_on')}</Button>}
      {may('reject') && <Button danger disabled={busy} onClick={() => void askDecision('reject')}>{t('words:RequestAction.reject')}</Button>}
      {may('return_for_correction') && <Button disabled={busy} onClick={() => void askDecision('return_for_correction')}>{t('words:RequestAction.return_for_correction')}</Button>}
      {may('approve') && <Button type="primary" loading={decide.isPending} onClick={() => void askDecision('approve')}>{t('words:RequestAction.approve')}</Button>}
      {may('send_back_refusals') && <Button disabled={busy} onClick={() => void askRefusals('send_back')}>{t('words:RequestAction.send_back_refusals')}</Button>}
      {may('confirm_refusals') && <Button type="primary" loading={decideRefusals.isPending} onClick={() => void askRefusals('confirm')}>{t('words:RequestAction.confirm_refusals')}</Button>}
      {may('extend') && <Button onClick={() => setExtending(true)}>{t('words:RequestAction.extend')}</Button>}
      {may('extend') && (
        <Link to={`/requests/new/loan_return?loan_id=${id}`}><Button type="primary">{t('requests:book_return')}</Button></Link>
      )}
      {may('execute') && <Link to={`/station?request=${id}`}><Button type="primary">{t('words:RequestAction.execute')}</Button></Link>}
      <Extend request={request} open={extending} close={() => setExtending(false)} />
    </>
  );
}

const TIMES = ['due_at'] as const;

interface Fields {
  due_at: Dayjs;
  reason: string;
}

/** Requests an extension of a loan. */
function Extend({ request, open, close }: { request: Detail; open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const report = useReport();
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(`extension/${request.id}`);
  const extend = useAction(
    (input: Schemas['NewExtension'], once) => body(api.POST('/api/v1/requests/{id}/extensions', { params: { path: { id: request.id }, header: once }, body: input })),
    {
      changes: CHANGES,
      done: () => {
        draft.forget();
        close();
      },
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  return (
    <Modal title={t('requests:extend_title')} open={open} onCancel={close} okText={t('words:RequestAction.extend')} confirmLoading={extend.isPending} onOk={form.submit} destroyOnHidden>
      <p className="quiet">{t('requests:extend_help')}</p>
      <DraftForm<Fields> draft={draft}
        form={form}
        layout="vertical"
        times={TIMES}
        initialValues={{ due_at: (request.due_at ? forPicker(request.due_at) : pickerNow()).add(7, 'day') }}
        onFinish={({ due_at, reason }) => extend.mutate({ due_at: fromPicker(due_at), reason })}
      >
        <Form.Item name="due_at" label={t('requests:due_at')} rules={[{ required: true, message: t('ui:needed') }]}>
          <TimePicker of="due" className="wide" allowClear={false} />
        </Form.Item>
        <Form.Item name="reason" label={t('ui:reason')} rules={[{ required: true, whitespace: true, message: t('ui:needed') }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </DraftForm>
    </Modal>
  );
}
