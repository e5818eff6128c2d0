import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { showPasskey } from '@/api/passkey';
import type { Problem } from '@/api/problem';
import { CodeInput } from '@/ui/CodeInput';
import { fieldErrors } from '@/ui/problems';
import { usePasskeyProblem } from '@/ui/session/passkeys';

export interface Proof {
  password: string;
  code?: string;
  passkey?: Schemas['Assertion'];
}

interface Props {
  login: string;
  asks: readonly ('password' | 'code')[];
  /** A passkey does instead of a code; where no code is asked for it must. */
  passkey?: boolean;
  /** Only a code of the authenticator will do. */
  digitsOnly?: boolean;
  submit: string;
  danger?: boolean;
  send: (proof: Proof) => Promise<void>;
  cancel?: () => void;
}

/** Asks the owner of the account for the password, a code, or both, and says which was wrong. */
export function ProofForm({ login, asks, passkey = false, digitsOnly = false, submit, danger = false, send, cancel }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Proof>();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const inWords = usePasskeyProblem();
  const finish = async (proof: Proof, withPasskey = passkey && !asks.includes('code')) => {
    setBusy(true);
    setProblem(null);
    try {
      await send(withPasskey ? { password: proof.password, passkey: await showPasskey('proof') } : proof);
    } catch (refused) {
      const said = inWords(refused);
      if (said !== null && !fieldErrors(form, said)) setProblem(said);
    } finally {
      setBusy(false);
    }
  };
  const withPassword = async () => {
    const { password } = await form.validateFields(['password']).catch(() => ({ password: undefined }));
    if (password !== undefined) await finish({ password }, true);
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
      {passkey && asks.includes('code') && <Button className="gate-more" block disabled={busy} onClick={() => void withPassword()}>{t('shell:passkey_instead')}</Button>}
      {cancel && <Button type="link" block onClick={cancel}>{t('ui:cancel')}</Button>}
    </Form>
  );
}
