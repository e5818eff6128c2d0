import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { fieldErrors, useReport } from '@/ui/problems';
import { SubmitByEnter } from '@/ui/SubmitByEnter';
import { useAction } from '@/ui/useAction';
import { LevelSelect } from '@/ui/values/LevelSelect';

type NewClearance = Schemas['NewClearance'];

/** Says up to which level a person may know of cases. */
export function Clearance({ user }: { user: Schemas['UserView'] }) {
  const { t } = useTranslation();
  const report = useReport();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<NewClearance>();
  const grant = useAction((input: NewClearance, once) => body(api.POST('/api/v1/users/{id}/clearance', { params: { path: { id: user.id }, header: once }, body: input })), {
    changes: ['/api/v1/users'],
    done: () => {
      message.success(t('users:cleared'));
      setOpen(false);
    },
    failed: (problem) => {
      if (!fieldErrors(form, problem)) report(problem);
    },
  });
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>{t('users:clear')}</Button>
      {open && (
        <Modal open title={t('users:clear_title', { name: user.name })} okText={t('ui:save')} cancelText={t('ui:cancel')} confirmLoading={grant.isPending} onOk={form.submit} onCancel={() => setOpen(false)}>
          <p className="confirm-what">{t('users:clear_help')}</p>
          <Form<NewClearance> form={form} layout="vertical" initialValues={{ clearance: user.clearance }} onFinish={(input) => grant.mutate(input)}>
            <Form.Item name="clearance" label={t('users:clearance')}><LevelSelect /></Form.Item>
            <Form.Item name="reason" label={t('ui:reason')} rules={[{ required: true, message: t('ui:needed') }]}><Input.TextArea rows={3} maxLength={500} showCount /></Form.Item>
            <SubmitByEnter />
          </Form>
        </Modal>
      )}
    </>
  );
}
