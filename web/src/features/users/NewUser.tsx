import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { Identity, UNKEPT, usePersonKnown } from './Identity';
import type { Part } from './PasswordPart';

type New = Schemas['NewUser'];

/** Registers an account; the first part of its password is shown once. */
export function NewUser({ show, close }: { show: (part: Part) => void; close: () => void }) {
  const { t } = useTranslation();
  const report = useReport();
  const [form] = Form.useForm<New>();
  const draft = useFormDraft('user');
  const [known, note] = usePersonKnown();
  const save = useAction((input: New, once) => body(api.POST('/api/v1/users', { params: { header: once }, body: input })), {
    changes: ['/api/v1/users'],
    done: (row) => {
      draft.forget();
      if (row.password_part) show({ login: row.login, which: 'first', text: row.password_part });
      close();
    },
    failed: (problem) => {
      note(problem);
      if (!fieldErrors(form, problem)) report(problem);
    },
  });
  const rules = [{ required: true, message: t('ui:needed') }];
  return (
    <Modal open title={t('users:register')} okText={t('users:register')} cancelText={t('ui:cancel')} confirmLoading={save.isPending} onOk={form.submit} onCancel={close}>
      <p className="confirm-what">{t('users:register_help')}</p>
      <DraftForm<New> draft={draft} unkept={UNKEPT} form={form} layout="vertical" onFinish={(input) => save.mutate({ ...input, badge_number: input.badge_number || null, identity_number: input.identity_number || null })}>
        <Form.Item name="login" label={t('users:login')} rules={rules} extra={t('users:login_help')}><Input maxLength={64} autoFocus autoComplete="off" /></Form.Item>
        <Form.Item name="name" label={t('users:name')} rules={rules}><Input maxLength={100} /></Form.Item>
        <Form.Item name="agency_id" label={t('users:agency')} rules={rules}>
          <AgencySelect label={t('users:agency')} />
        </Form.Item>
        <Identity known={known} />
      </DraftForm>
    </Modal>
  );
}
