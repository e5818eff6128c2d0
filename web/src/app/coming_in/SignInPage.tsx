import { Alert, App, Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { api, body, queryClient } from '@/api/client';
import { Problem } from '@/api/problem';
import { browserName } from '@/parts/sessions/browserName';
import { CodeInput } from '@/ui/CodeInput';
import { showTime } from '@/ui/values/time';
import { LanguageSwitch } from '../LanguageSwitch';
import { safeNext } from './safeNext';

interface Input {
  login: string;
  password: string;
  code?: string;
}

export default function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  /** Whether the password was right and a code of the second factor is asked for. */
  const [second, setSecond] = useState(false);
  const { notification } = App.useApp();

  const [form] = Form.useForm<Input>();

  const signIn = async ({ login, password, code }: Input, replace = false) => {
    setBusy(true);
    setProblem(null);
    try {
      const who = { login: login.trim(), password, code: second ? (code ?? null) : null };
      const { refused, factor_taken_at, elsewhere } = await body(api.POST('/api/v1/session', { body: { ...who, cookies: true, replace_session: replace } }));
      queryClient.clear();
      if (refused) {
        const [title, description] = [t('shell:refused_title', { count: refused.count }), t('shell:refused_help', { time: showTime(refused.last_at) })];
        // It stays until it was read.
        notification.warning({ key: 'refused', title, description, duration: 0 });
      }
      if (factor_taken_at) {
        const [title, description] = [t('shell:factor_taken_title', { time: showTime(factor_taken_at) }), t('shell:factor_taken_help')];
        notification.warning({ key: 'factor', title, description, duration: 0 });
      }
      if (elsewhere) {
        const { count, at, address, browser } = elsewhere;
        const [title, description] = [t('shell:elsewhere_title', { count, time: showTime(at) }), t('shell:elsewhere_help', { address, browser: browserName(browser) || t('sessions:nameless') })];
        notification.warning({ key: 'elsewhere', title, description, duration: 0 });
      }
      await navigate(safeNext(search.get('next')), { replace: true });
    } catch (error) {
      const said = Problem.from(error);
      if (said.code === 'code_needed') setSecond(true);
      else setProblem(said);
      if (said.code === 'code_wrong') {
        form.setFieldValue('code', '');
        form.focusField('code');
      }
      if (said.code === 'sign_in_failed') setSecond(false);
    } finally {
      setBusy(false);
    }
  };

  const back = () => {
    setSecond(false);
    setProblem(null);
    form.setFieldValue('code', '');
  };

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
                <Button size="small" danger onClick={() => void signIn(form.getFieldsValue(), true)}>{t('shell:end_other_session')}</Button>
              )
            }
          />
        )}
        <Form<Input> form={form} layout="vertical" size="large" requiredMark={false} onFinish={(input) => void signIn(input)}>
          {second && <p>{t('shell:code_asked')}</p>}
          <Form.Item name="login" hidden={second} label={t('shell:login')} rules={[{ required: true, message: t('shell:login_needed') }]}>
            <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} />
          </Form.Item>
          <Form.Item name="password" hidden={second} label={t('shell:password')} rules={[{ required: true, message: t('shell:password_needed') }]}>
            <Input.Password autoComplete="current-password" maxLength={128} />
          </Form.Item>
          {second && (
            <Form.Item name="code" label={t('shell:code')} rules={[{ required: true, message: t('shell:code_needed') }]}>
              <CodeInput autoFocus />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" block loading={busy}>{t('shell:sign_in')}</Button>
          {second && <Button type="link" block onClick={back}>{t('shell:code_back')}</Button>}
        </Form>
      </Card>
    </main>
  );
}
