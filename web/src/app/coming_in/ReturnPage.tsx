import { KeyOutlined } from '@ant-design/icons';
import { Alert, App, Button, Card, Form } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body, queryClient, type Schemas } from '@/api/client';
import { answerIn, cameFrom } from '@/api/identity';
import { showPasskey } from '@/api/passkey';
import { Problem } from '@/api/problem';
import { CodeInput } from '@/ui/CodeInput';
import { usePasskeyProblem, usePasskeysOffered } from '@/ui/session/passkeys';
import { useProvider } from '@/ui/session/provider';
import { safeNext } from './safeNext';
import { useEntered } from './useEntered';

type Besides = { code?: string; passkey?: Schemas['Assertion'] };

/** Where people come back to from the identity provider: to sign in, with an identity to link, or having said again who they are. */
export default function ReturnPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const entered = useEntered();
  const inWords = usePasskeyProblem();
  const name = useProvider() ?? t('shell:identity');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(true);
  /** What is asked for besides the identity. */
  const [second, setSecond] = useState<readonly Schemas['Factor'][] | null>(null);
  /** What they have come back for; null: to sign in. */
  const [purpose, setPurpose] = useState<Schemas['IdentityPurpose'] | null>(null);
  const began = useRef(false);
  const [form] = Form.useForm<{ code: string }>();

  const go = async (besides: Besides = {}, replace = false, wanted = purpose) => {
    const also = { code: besides.code ?? null, passkey: besides.passkey ?? null };
    if (wanted === null) {
      await entered(await body(api.POST('/api/v1/session/identity', { body: { ...also, cookies: true, replace_session: replace } })), cameFrom());
      return;
    }
    // In whose name a page makes its calls is known once it has asked.
    await body(api.GET('/api/v1/session', {}));
    if (wanted === 'link') await body(api.POST('/api/v1/session/linked-identities', { body: {} }));
    else await body(api.POST('/api/v1/session/reauthentication/identity', { body: also }));
    void message.success(t(wanted === 'link' ? 'shell:identity_done' : 'shell:identity_proved'));
    queryClient.clear();
    await navigate(safeNext(cameFrom()), { replace: true });
  };
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      const said = inWords(error);
      if (said === null) return;
      const needed = said.code === 'code_needed' || said.fields.some((field) => field.code === 'code_needed');
      if (needed) setSecond(said.factors.length > 0 ? said.factors : ['code', 'passkey']);
      else setProblem(said);
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    if (began.current) return;
    began.current = true;
    const answer = answerIn(new URLSearchParams(window.location.search));
    // Nothing of it stays in the address or in the browser's history.
    window.history.replaceState(window.history.state, '', '/sign-in/return');
    void attempt(async () => {
      if (answer === null) throw new Problem(409, { code: 'identity_denied', detail: t('shell:identity_denied') });
      const wanted = (await body(api.POST('/api/v1/identity-answers', { body: answer }))).purpose ?? null;
      setPurpose(wanted);
      await go({}, false, wanted);
    });
  });

  const offered = usePasskeysOffered();
  const [byCode, byPasskey] = [second?.includes('code') ?? false, (second?.includes('passkey') ?? false) && offered];
  const isOver = problem !== null && (second === null || problem.code.startsWith('identity'));
  return (
    <main className="gate">
      <Card className="gate-card" title={<h1>{t('shell:identity_sign_in', { name })}</h1>}>
        {problem && (
          <Alert
            className="gate-alert"
            type="error"
            role="alert"
            title={problem.status === 0 ? t('shell:unreachable') : problem.message}
            action={problem.code === 'session_living' && <Button size="small" danger onClick={() => void attempt(() => go({}, true))}>{t('shell:end_other_session')}</Button>}
          />
        )}
        {busy && second === null && <p role="status">{t('shell:identity_coming')}</p>}
        {second !== null && !isOver && (
          <Form form={form} layout="vertical" size="large" requiredMark={false} onFinish={({ code }) => void attempt(() => go({ code }))}>
            <p>{t('shell:identity_code', { name })}</p>
            {byCode && (
              <>
                <Form.Item name="code" label={t('shell:code')} rules={[{ required: true, message: t('shell:code_needed') }]}>
                  <CodeInput autoFocus />
                </Form.Item>
                <Button type="primary" htmlType="submit" block loading={busy}>{t('shell:sign_in')}</Button>
              </>
            )}
            {byPasskey && (
              <Button className="gate-more" block disabled={busy} icon={<KeyOutlined />} onClick={() => void attempt(async () => go({ passkey: await showPasskey(purpose === null ? 'sign_in' : 'proof') }))}>
                {t('shell:passkey_show')}
              </Button>
            )}
          </Form>
        )}
        {problem && <Link className="gate-back" to={purpose === null ? '/sign-in' : safeNext(cameFrom())}>{t(purpose === null ? 'shell:identity_back' : 'shell:factor_back')}</Link>}
      </Card>
    </main>
  );
}
