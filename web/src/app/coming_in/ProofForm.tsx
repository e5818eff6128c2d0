import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import { CodeInput } from '@/ui/CodeInput';
import { fieldErrors } from '@/ui/problems';

export interface Proof {
  password: string;
  code?: string;
}

interface Props {
  login: string;
  asks: readonly (keyof Proof)[];
  /** Only a code of the authenticator will do. */
  digitsOnly?: boolean;
  submit: string;
  danger?: boolean;
  send: (proof: Proof) => Promise<void>;
  cancel?: () => void;
}

/** Asks the owner of the account for the password, a code, or both, and says which was wrong. */
export function ProofForm({ login, asks, digitsOnly = false, submit, danger = false, send, cancel }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Proof>();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const finish = async (proof: Proof) => {
    setBusy(true);
    setProblem(null);
    try {
      await send(proof);
    } catch (refused) {
      const said = Problem.from(refused);
      if (!fieldErrors(form, said)) setProblem(said);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(proof) => void finish(proof)}>
      {problem && <Alert className="gate-alert" type="error" role="alert" title={problem.status === 0 ? t('shell:unreachable') : problem.message} />}
      <input hidden readOnly autoComplete="username" value={login} />
      {asks.includes('password') && (
        <Form.Item name="password" label={t('shell:password_current')} rules={[{ required: true, message: t('shell:password_needed') }]}>
          <Input.Password autoFocus autoComplete="current-password" maxLength={128} />
        </Form.Item>
      )}
      {asks.includes('code') && (
        <Form.Item name="code" label={t('shell:code')} rules={[{ required: true, message: t('shell:code_needed') }]}>
          <CodeInput digitsOnly={digitsOnly} autoFocus={!asks.includes('password')} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block danger={danger} loading={busy}>{submit}</Button>
      {cancel && <Button type="link" block onClick={cancel}>{t('ui:cancel')}</Button>}
    </Form>
  );
}
