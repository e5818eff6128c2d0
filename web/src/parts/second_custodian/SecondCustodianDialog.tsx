import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { Problem } from '@/api/problem';
import { fieldErrors, useReport } from '@/ui/problems';
import type { SecondCustodian } from './secondCustodian';

/** Milliseconds by which the server's clock is ahead of this device's. */
function ahead(response: Response): number {
  const date = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(date) ? 0 : date - Date.now();
}

interface Props {
  open: boolean;
  /** How many lines are waiting for the confirmation. */
  waiting: number;
  onClose: () => void;
  onConfirmed: (second: SecondCustodian) => void;
}

/** The second custodian confirms on the spot, within the first one's session. */
export function SecondCustodianDialog({ open, waiting, onClose, onConfirmed }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ login: string; password: string }>();
  const [busy, setBusy] = useState(false);
  const report = useReport();

  const send = async (given: { login: string; password: string }) => {
    setBusy(true);
    try {
      const { data, response } = await api.POST('/api/v1/session/confirmations', { body: given });
      if (!data) return;
      onConfirmed({ name: data.second_name, token: data.second_token, until: Date.parse(data.expires_at) - ahead(response) });
      onClose();
    } catch (error) {
      const problem = Problem.from(error);
      if (!fieldErrors(form, problem)) report(problem);
    } finally {
      form.setFieldValue('password', '');
      setBusy(false);
    }
  };

  return (
    <Modal open={open} title={t('station:second_title')} okText={t('station:second_confirm')} cancelText={t('ui:cancel')} confirmLoading={busy} onCancel={onClose} onOk={form.submit} destroyOnHidden>
      <p>{t('station:second_help', { count: waiting })}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void send(given)} autoComplete="off">
        <Form.Item name="login" label={t('station:second_login')} rules={[{ required: true, message: t('shell:login_needed') }]}>
          <Input autoFocus autoComplete="off" autoCapitalize="none" size="large" />
        </Form.Item>
        <Form.Item name="password" label={t('shell:password')} rules={[{ required: true, message: t('shell:password_needed') }]}>
          <Input.Password autoComplete="new-password" size="large" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
