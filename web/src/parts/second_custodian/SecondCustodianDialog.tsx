import { KeyOutlined } from '@ant-design/icons';
import { Button, Divider, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '@/api/client';
import { showPasskey } from '@/api/passkey';
import { Problem } from '@/api/problem';
import { CodeInput } from '@/ui/CodeInput';
import { fieldErrors, useReport } from '@/ui/problems';
import { SubmitByEnter } from '@/ui/SubmitByEnter';
import { usePasskeyProblem, usePasskeysOffered } from '@/ui/session/passkeys';
import type { SecondCustodian } from './secondCustodian';

/** Milliseconds by which the server's clock is ahead of this device's. */
function ahead(response: Response): number {
  const date = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(date) ? 0 : date - Date.now();
}

interface Given {
  login: string;
  password: string;
  code?: string;
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
  const [form] = Form.useForm<Given>();
  const [busy, setBusy] = useState(false);
  /** Whether the password was right and a code of the second factor is asked for. */
  const [second, setSecond] = useState(false);
  const report = useReport();
  const offered = usePasskeysOffered();
  const inWords = usePasskeyProblem();

  const close = () => {
    form.resetFields();
    setSecond(false);
    onClose();
  };
  const take = ({ data, response }: { data?: Schemas['Confirmation']; response: Response }) => {
    if (!data) return;
    onConfirmed({ name: data.second_name, token: data.second_token, until: Date.parse(data.expires_at) - ahead(response) });
    close();
  };
  /** With a passkey alone. */
  const show = async () => {
    setBusy(true);
    try {
      take(await api.POST('/api/v1/session/confirmations/passkey', { body: { passkey: await showPasskey('second') } }));
    } catch (error) {
      const problem = inWords(error);
      if (problem !== null) report(problem);
    } finally {
      setBusy(false);
    }
  };
  const send = async (given: Given) => {
    setBusy(true);
    try {
      take(await api.POST('/api/v1/session/confirmations', { body: given }));
    } catch (error) {
      const problem = Problem.from(error);
      const asked = problem.fields.some(({ code }) => code === 'code_needed' || code === 'code_wrong');
      setSecond(asked);
      if (!asked) form.setFieldValue('password', '');
      form.setFieldValue('code', '');
      if (problem.code !== 'code_needed' && !fieldErrors(form, problem)) report(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal open={open} title={t('station:second_title')} okText={t('station:second_confirm')} cancelText={t('ui:cancel')} confirmLoading={busy} onCancel={close} onOk={form.submit} destroyOnHidden>
      <p>{t('station:second_help', { count: waiting })}</p>
      {offered && (
        <>
          <Button block disabled={busy} icon={<KeyOutlined />} onClick={() => void show()}>{t('shell:passkey_prove')}</Button>
          <Divider plain>{t('shell:passkey_or')}</Divider>
        </>
      )}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void send(given)} autoComplete="off">
        <Form.Item name="login" label={t('station:second_login')} rules={[{ required: true, message: t('shell:login_needed') }]}>
          <Input autoFocus autoComplete="off" autoCapitalize="none" size="large" />
        </Form.Item>
        <Form.Item name="password" label={t('shell:password')} rules={[{ required: true, message: t('shell:password_needed') }]}>
          <Input.Password autoComplete="new-password" size="large" />
        </Form.Item>
        {second && (
          <Form.Item name="code" label={t('shell:code')} rules={[{ required: true, message: t('shell:code_needed') }]}>
            <CodeInput autoFocus size="large" />
          </Form.Item>
        )}
        <SubmitByEnter />
      </Form>
    </Modal>
  );
}
