import { CloudOutlined, IdcardOutlined, KeyOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { api, body, type Schemas } from '@/api/client';
import { leaveForProvider } from '@/api/identity';
import { showPasskey } from '@/api/passkey';
import { Problem } from '@/api/problem';
import { CodeInput } from '@/ui/CodeInput';
import { useCertificateShown } from '@/ui/session/certificates';
import { usePasskeyProblem, usePasskeysOffered } from '@/ui/session/passkeys';
import { useProvider } from '@/ui/session/provider';
import { LanguageSwitch } from '../LanguageSwitch';
import { useEntered } from './useEntered';

interface Input {
  login: string;
  password: string;
  code?: string;
}

export default function SignInPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  /** What is asked for besides the password, once that was right. */
  const [second, setSecond] = useState<readonly Schemas['Factor'][] | null>(null);
  const entered = useEntered();

  const [form] = Form.useForm<Input>();

  const offered = usePasskeysOffered();
  const certificate = useCertificateShown();
  const provider = useProvider();
  const inWords = usePasskeyProblem();
  /** What was last tried, for whoever ends somebody else's session first. */
  const again = useRef<(replace: boolean) => Promise<void>>(() => Promise.resolve());

  const signIn = ({ login, password, code }: Input, replace = false, passkey?: Schemas['Assertion']) => {
    const who = { login: login.trim(), password, code: second && !passkey ? (code ?? null) : null, passkey: passkey ?? null };
    again.current = (ending) => signIn({ login, password, code: code ?? '' }, ending);
    return come(() => body(api.POST('/api/v1/session', { body: { ...who, cookies: true, replace_session: replace } })));
  };
  /** With a passkey: after the password, or alone. */
  const signInWithPasskey = async (replace = false): Promise<void> => {
    if (second) return come(async () => {
      const { login, password } = form.getFieldsValue();
      const who = { login: login.trim(), password, passkey: await showPasskey('sign_in') };
      again.current = signInWithPasskey;
      return body(api.POST('/api/v1/session', { body: { ...who, cookies: true, replace_session: replace } }));
    });
    again.current = signInWithPasskey;
    return come(async () => body(api.POST('/api/v1/session/passkey', { body: { passkey: await showPasskey('sign_in'), cookies: true, replace_session: replace } })));
  };

  /** With the certificate that this connection shows, alone. */
  const signInWithCertificate = (replace = false): Promise<void> => {
    again.current = signInWithCertificate;
    return come(() => body(api.POST('/api/v1/session/certificate', { body: { cookies: true, replace_session: replace } })));
  };

  const come = async (enter: () => Promise<Schemas['TokensView']>) => {
    setBusy(true);
    setProblem(null);
    try {
      await entered(await enter(), search.get('next'));
    } catch (error) {
      const said = inWords(error);
      if (said === null) return;
      if (said.code === 'code_needed') setSecond(said.factors);
      else setProblem(said);
      if (said.code === 'code_wrong') {
        form.setFieldValue('code', '');
        form.focusField('code');
      }
      if (said.code === 'sign_in_failed') setSecond(null);
    } finally {
      setBusy(false);
    }
  };

  const leave = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await leaveForProvider('sign_in', search.get('next') ?? '/');
    } catch (error) {
      setProblem(Problem.from(error));
      setBusy(false);
    }
  };

  const back = () => {
    setSecond(null);
    setProblem(null);
    form.setFieldValue('code', '');
  };

  const [byCode, byPasskey] = [second?.includes('code') ?? false, second?.includes('passkey') ?? false];
  const asked = byCode ? 'shell:code_asked' : byPasskey ? 'shell:passkey_asked' : 'shell:certificate_asked';
  return (
    <main className="gate">
      <Card className="gate-card">
        <div className="gate-head">
          <img src="/icon.svg" alt="" width={32} height={32} />
          <h1>{t('shell:title')}</h1>
          <LanguageSwitch />
        </div>
        {search.has('idle') && !problem && <Alert className="gate-alert" type="warning" title={t('shell:idle_ended')} description={t('shell:idle_ended_help')} />}
        {search.has('next') && !search.has('idle') && !problem && <Alert className="gate-alert" type="info" title={t('shell:sign_in_first')} />}
        {search.has('changed') && !problem && <Alert className="gate-alert" type="success" title={t('shell:password_changed')} />}
        {problem && (
          <Alert
            className="gate-alert"
            type="error"
            role="alert"
            title={problem.status === 0 ? t('shell:unreachable') : problem.message}
            action={
              problem.code === 'session_living' && (
                <Button size="small" danger onClick={() => void again.current(true)}>{t('shell:end_other_session')}</Button>
              )
            }
          />
        )}
        <Form<Input> form={form} layout="vertical" size="large" requiredMark={false} onFinish={(input) => void signIn(input)}>
          {second && <p>{t(asked)}</p>}
          <Form.Item name="login" hidden={second !== null} label={t('shell:login')} rules={[{ required: true, message: t('shell:login_needed') }]}>
            <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} />
          </Form.Item>
          <Form.Item name="password" hidden={second !== null} label={t('shell:password')} rules={[{ required: true, message: t('shell:password_needed') }]}>
            <Input.Password autoComplete="current-password" maxLength={128} />
          </Form.Item>
          {byCode && (
            <Form.Item name="code" label={t('shell:code')} rules={[{ required: true, message: t('shell:code_needed') }]}>
              <CodeInput autoFocus />
            </Form.Item>
          )}
          {(second === null || byCode) && <Button type="primary" htmlType="submit" block loading={busy}>{t('shell:sign_in')}</Button>}
          {offered && (second === null || byPasskey) && (
            <Button className="gate-more" type={second !== null && !byCode ? 'primary' : 'default'} block disabled={busy} icon={<KeyOutlined />} onClick={() => void signInWithPasskey()}>
              {t(second === null ? 'shell:passkey_sign_in' : 'shell:passkey_show')}
            </Button>
          )}
          {certificate && (
            <Button className="gate-more" block disabled={busy} icon={<IdcardOutlined />} onClick={() => void signInWithCertificate()}>
              {t('shell:certificate_sign_in')}
            </Button>
          )}
          {provider !== null && second === null && (
            <Button className="gate-more" block disabled={busy} icon={<CloudOutlined />} onClick={() => void leave()}>
              {t('shell:identity_sign_in', { name: provider })}
            </Button>
          )}
          {byPasskey && !byCode && !offered && <Alert className="gate-alert" type="warning" title={t('shell:passkey_not_here')} />}
          {second && <Button type="link" block onClick={back}>{t('shell:code_back')}</Button>}
        </Form>
      </Card>
    </main>
  );
}
