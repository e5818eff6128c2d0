import { Alert, Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate } from 'react-router-dom';
import { api, body, queries, queryClient } from '@/api/client';
import { Problem } from '@/api/problem';
import { Splash } from '@/ui/page/pageStates';
import { fieldErrors } from '@/ui/problems';

interface Input {
  current: string;
  new: string;
  again: string;
}

/** Changes one's own password: by choice, because an administrator set the initial one, or because it has grown old. */
export default function PasswordPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<Input>();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const { data: me, error } = queries.useQuery('get', '/api/v1/session', {});
  if (error) return <Navigate to="/sign-in?next=/password" replace />;
  if (!me) return <Splash />;

  const change = async (input: Input) => {
    setBusy(true);
    setProblem(null);
    try {
      await body(api.POST('/api/v1/session/password', { body: { current: input.current, new: input.new } }));
      queryClient.clear();
      await navigate('/sign-in?changed', { replace: true });
    } catch (refused) {
      const said = Problem.from(refused);
      if (!fieldErrors(form, said)) setProblem(said);
    } finally {
      setBusy(false);
    }
  };

  const { shortest, kinds, ends_at } = me.password;
  const isOld = ends_at !== undefined;
  const rule = (
    <>
      <div>{t('shell:password_rule', { shortest })}</div>
      {kinds > 0 && <div>{t('shell:password_kinds', { kinds })}</div>}
    </>
  );
  return (
    <main className="gate">
      <Card className="gate-card" title={<h1>{t('shell:change_password')}</h1>}>
        {me.must_change_password && <Alert className="gate-alert" type="warning" title={t(isOld ? 'shell:must_change_old' : 'shell:must_change')} />}
        {problem && <Alert className="gate-alert" type="error" role="alert" title={problem.message} />}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(input) => void change(input)}>
          <input hidden readOnly autoComplete="username" value={me.user.login} />
          <Form.Item name="current" label={t('shell:password_current')} rules={[{ required: true, message: t('shell:password_needed') }]}>
            <Input.Password autoFocus autoComplete="current-password" maxLength={128} />
          </Form.Item>
          <Form.Item name="new" label={t('shell:password_new')} extra={rule} rules={[{ required: true, message: t('shell:password_needed') }]}>
            <Input.Password autoComplete="new-password" maxLength={128} />
          </Form.Item>
          <Form.Item
            name="again"
            label={t('shell:password_again')}
            dependencies={['new']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, value) =>
                  value === getFieldValue('new') ? Promise.resolve() : Promise.reject(new Error(t('shell:password_differs'))),
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={128} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={busy}>{t('shell:change_password')}</Button>
          {!me.must_change_password && <Link className="gate-back" to="/">{t('ui:cancel')}</Link>}
        </Form>
      </Card>
    </main>
  );
}
