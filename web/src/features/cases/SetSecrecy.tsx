import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { fieldErrors, useReport } from '@/ui/problems';
import { SubmitByEnter } from '@/ui/SubmitByEnter';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { LevelSelect } from '@/ui/values/LevelSelect';

type NewSecrecy = Schemas['NewSecrecy'];

/** Says how far a case may be known; nothing to be asked of somebody who is cleared for ordinary cases only. */
export function SetSecrecy({ of: row }: { of: Schemas['CaseView'] }) {
  const { t } = useTranslation();
  const me = useMe();
  const report = useReport();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<NewSecrecy>();
  const set = useAction((input: NewSecrecy, once) => body(api.POST('/api/v1/cases/{id}/secrecy', { params: { path: { id: row.id }, header: { ...once, ...ifMatch(row.version) } }, body: input })), {
    changes: ['/api/v1/cases', '/api/v1/items'],
    done: () => {
      message.success(t('cases:secrecy_set'));
      setOpen(false);
    },
    failed: (problem) => {
      if (!fieldErrors(form, problem)) report(problem);
    },
  });
  if (me.user.clearance === 'ordinary') return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('cases:set_secrecy')}</Button>
      {open && (
        <Modal open title={t('cases:set_secrecy')} okText={t('ui:save')} cancelText={t('ui:cancel')} confirmLoading={set.isPending} onOk={form.submit} onCancel={() => setOpen(false)}>
          <p className="confirm-what">{t('cases:set_secrecy_help')}</p>
          <Form<NewSecrecy> form={form} layout="vertical" initialValues={{ level: row.secrecy }} onFinish={(input) => set.mutate(input)}>
            <Form.Item name="level" label={t('cases:secrecy')}><LevelSelect upTo={me.user.clearance} /></Form.Item>
            <Form.Item name="reason" label={t('ui:reason')} rules={[{ required: true, message: t('ui:needed') }]}><Input.TextArea rows={3} maxLength={500} showCount /></Form.Item>
            <SubmitByEnter />
          </Form>
        </Modal>
      )}
    </>
  );
}
