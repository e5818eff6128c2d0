import { AuditOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body, type Schemas } from '@/api/client';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { fromPicker, pickerNow } from '@/ui/values/time';
import { TimePicker } from '@/ui/values/CentrePicker';

/** What a notice is about: a case, and perhaps a clue or an item of it. */
export interface About {
  case_id: string;
  /** Who is asked unless somebody else is chosen. */
  agency_id: string;
  title?: string;
  ground?: string;
  clue_id?: string;
  item_id?: string;
}

type Fields = Pick<Schemas['NewNotice'], 'agency_id' | 'title' | 'ground'> & { answer_by: Dayjs };

const TIMES = ['answer_by'];
/** Days that an answer is given unless said. */
const TERM = 7;

/** The button that sends a supervision notice; nothing for whoever does not supervise. */
export function SendNotice({ about, small = false }: { about: About; small?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const [open, setOpen] = useState(false);
  if (!me.may('supervise_cases')) return null;
  return (
    <>
      <Button {...(small ? { size: 'small' } : { icon: <AuditOutlined /> })} onClick={() => setOpen(true)}>{t('supervision:send')}</Button>
      {open && <Notice about={about} close={() => setOpen(false)} />}
    </>
  );
}

function Notice({ about, close }: { about: About; close: () => void }) {
  const { t } = useTranslation();
  const report = useReport();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(`notice/${about.clue_id ?? about.item_id ?? about.case_id}`);
  const { case_id, clue_id = null, item_id = null } = about;
  const send = useAction(
    (given: Schemas['NewNotice'], once) => body(api.POST('/api/v1/supervision-notices', { params: { header: once }, body: given })),
    {
      done: ({ id, number }) => {
        draft.forget();
        close();
        message.success(t('supervision:sent', { number }));
        void navigate(`/supervision-notices/${id}`);
      },
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  const needed = [{ required: true, whitespace: true, message: t('ui:needed') }];
  const begun = { agency_id: about.agency_id, title: about.title ?? '', ground: about.ground ?? '', answer_by: pickerNow().add(TERM, 'day') };
  return (
    <Modal open title={t('supervision:send')} okText={t('supervision:send')} cancelText={t('ui:cancel')} confirmLoading={send.isPending} onCancel={close} onOk={form.submit}>
      <p className="quiet">{t('supervision:send_help')}</p>
      <DraftForm<Fields> draft={draft} form={form} layout="vertical" requiredMark={false} times={TIMES} initialValues={begun}
        onFinish={({ answer_by, ...given }) => send.mutate({ ...given, case_id, clue_id, item_id, answer_by: fromPicker(answer_by) })}
      >
        <Form.Item name="agency_id" label={t('supervision:receiver')} rules={[{ required: true, message: t('ui:needed') }]}>
          <AgencySelect label={t('supervision:receiver')} />
        </Form.Item>
        <Form.Item name="title" label={t('supervision:notice_title')} rules={needed}><Input maxLength={100} /></Form.Item>
        <Form.Item name="ground" label={t('supervision:ground')} rules={needed}><Input.TextArea rows={5} maxLength={2000} showCount /></Form.Item>
        <Form.Item name="answer_by" label={t('supervision:answer_by')} rules={[{ required: true, message: t('ui:needed') }]}><TimePicker of="due" className="wide" allowClear={false} /></Form.Item>
      </DraftForm>
    </Modal>
  );
}
