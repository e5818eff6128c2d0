import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { Identity, UNKEPT, usePersonKnown } from './Identity';
import { type UserFields, userEdit } from './userEdit';

type User = Schemas['UserView'];

/** Changes a person's name, agency or numbers; the login never changes because the log refers to it. */
export function EditUser({ user: listed, close }: { user: User; close: () => void }) {
  const { t } = useTranslation();
  const report = useReport();
  // The version the fields were filled from: the list behind may go on.
  const [user] = useState(listed);
  const [form] = Form.useForm<UserFields>();
  const draft = useFormDraft(`user-edit/${user.id}`);
  const [known, note] = usePersonKnown();
  const save = useAction((edit: Schemas['UserEdit']) => body(api.PATCH('/api/v1/users/{id}', { params: { path: { id: user.id }, header: ifMatch(user.version) }, body: edit })), {
    changes: ['/api/v1/users'],
    shows: '/api/v1/users',
    done: () => {
      draft.forget();
      close();
    },
    failed: (problem) => {
      note(problem);
      if (!fieldErrors(form, problem)) report(problem);
    },
  });
  const rules = [{ required: true, message: t('ui:needed') }];
  return (
    <Modal open title={t('users:change_title', { name: user.name })} okText={t('ui:save')} cancelText={t('ui:cancel')} confirmLoading={save.isPending} onOk={form.submit} onCancel={close}>
      <DraftForm<UserFields> draft={draft} edits form={form} layout="vertical" unkept={UNKEPT} initialValues={{ name: user.name, agency_id: user.agency_id, badge_number: user.badge_number ?? '' }} onFinish={(input) => save.mutate(userEdit(user, input))}>
        <Form.Item label={t('users:login')}><Input aria-label={t('users:login')} disabled value={user.login} /></Form.Item>
        <Form.Item name="name" label={t('users:name')} rules={rules}><Input maxLength={100} /></Form.Item>
        <Form.Item name="agency_id" label={t('users:agency')} rules={rules} extra={t('users:agency_help')}><AgencySelect label={t('users:agency')} /></Form.Item>
        <Identity recorded={user.identity_known === true} known={known} />
      </DraftForm>
    </Modal>
  );
}
