import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { OneTimePassword } from './OneTimePassword';

type New = Schemas['NewUser'];

/** Registers an account; its initial password is shown once. */
export function NewUser({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const report = useReport();
  const [form] = Form.useForm<New>();
  const draft = useFormDraft('user');
  const [made, setMade] = useState<{ login: string; password: string } | null>(null);
  const save = useAction((input: New, once) => body(api.POST('/api/v1/users', { params: { header: once }, body: input })), {
    changes: ['/api/v1/users'],
    done: (row) => {
      draft.forget();
      if (row.initial_password) setMade({ login: row.login, password: row.initial_password });
      else close();
    },
    failed: (problem) => {
      if (!fieldErrors(form, problem)) report(problem);
    },
  });
  if (made) return <OneTimePassword login={made.login} password={made.password} close={close} />;
  const rules = [{ required: true, message: t('ui:needed') }];
  return (
    <Modal open title={t('users:register')} okText={t('users:register')} cancelText={t('ui:cancel')} confirmLoading={save.isPending} onOk={form.submit} onCancel={close}>
      <p className="confirm-what">{t('users:register_help')}</p>
      <DraftForm<New> draft={draft} form={form} layout="vertical" onFinish={(input) => save.mutate(input)}>
        <Form.Item name="login" label={t('users:login')} rules={rules} extra={t('users:login_help')}><Input maxLength={64} autoFocus autoComplete="off" /></Form.Item>
        <Form.Item name="name" label={t('users:name')} rules={rules}><Input maxLength={100} /></Form.Item>
        <Form.Item name="agency_id" label={t('users:agency')} rules={rules}>
          <AgencySelect label={t('users:agency')} />
        </Form.Item>
      </DraftForm>
    </Modal>
  );
}
