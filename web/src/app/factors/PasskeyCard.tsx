import { Alert, App, Button, Card, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, queries, queryClient, type Schemas } from '@/api/client';
import { canShowPasskeys, makePasskey } from '@/api/passkey';
import { fieldErrors } from '@/ui/problems';
import { usePasskeyProblem } from '@/ui/session/passkeys';
import { useAction } from '@/ui/useAction';
import { Time } from '@/ui/values/values';
import { ProofForm, type Proof } from '../coming_in/ProofForm';

const CHANGED = ['/api/v1/session'];
/** Characters of a name. */
const NAME = 60;

type Passkey = Schemas['PasskeyView'];
type Doing = { what: 'add' } | { what: 'rename' | 'remove'; passkey: Passkey } | null;

/** The own passkeys: added, renamed and removed. */
export function PasskeyCard({ me }: { me: Schemas['Me'] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [doing, setDoing] = useState<Doing>(null);
  const { data } = queries.useQuery('get', '/api/v1/session/passkeys', {});
  const done = (text: string) => {
    setDoing(null);
    void message.success(text);
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => CHANGED.some((path) => String(queryKey[1]).startsWith(path)) });
  };
  if (data === undefined) return null;
  const refusal = data.not_offered?.detail ?? (canShowPasskeys() ? undefined : t('shell:passkey_unable'));
  return (
    <Card className="gate-card passkeys" title={<h2>{t('shell:passkey')}</h2>}>
      <p>{t('shell:passkey_help')}</p>
      {data.rows.length === 0 ? <p className="quiet">{t('shell:passkey_none')}</p> : <List rows={data.rows} act={setDoing} />}
      {refusal !== undefined && <Alert type="info" title={refusal} />}
      {doing === null && refusal === undefined && <Button block onClick={() => setDoing({ what: 'add' })}>{t('shell:passkey_add')}</Button>}
      {doing?.what === 'add' && <Add me={me} done={() => done(t('shell:passkey_kept'))} cancel={() => setDoing(null)} />}
      {doing?.what === 'rename' && <Rename key={doing.passkey.id} passkey={doing.passkey} done={() => done(t('shell:passkey_renamed'))} cancel={() => setDoing(null)} />}
      {doing?.what === 'remove' && <Remove key={doing.passkey.id} me={me} passkey={doing.passkey} done={() => done(t('shell:passkey_removed'))} cancel={() => setDoing(null)} />}
    </Card>
  );
}

function List({ rows, act }: { rows: readonly Passkey[]; act: (doing: Doing) => void }) {
  const { t } = useTranslation();
  return (
    <ul className="passkey-list">
      {rows.map((passkey) => (
        <li key={passkey.id}>
          <div className="passkey-what">
            <div><b>{passkey.name}</b> {passkey.synced && <Tag>{t('shell:passkey_synced')}</Tag>}</div>
            <div className="quiet">{t('shell:passkey_added')} <Time at={passkey.added_at} /></div>
            <div className="quiet">{passkey.last_used_at ? <>{t('shell:passkey_used')} <Time at={passkey.last_used_at} /></> : t('shell:passkey_unused')}</div>
          </div>
          <div className="passkey-do">
            <Button size="small" onClick={() => act({ what: 'rename', passkey })}>{t('shell:passkey_rename')}</Button>
            <Button size="small" danger onClick={() => act({ what: 'remove', passkey })}>{t('shell:passkey_remove')}</Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

interface Step {
  done: () => void;
  cancel: () => void;
}

/** How the person is asked who they are: the password, and what there is besides. */
function Proving({ me, submit, danger = false, send, cancel }: { me: Schemas['Me']; submit: string; danger?: boolean; send: (proof: Proof) => Promise<void>; cancel: () => void }) {
  return (
    <ProofForm
      login={me.user.login}
      asks={me.factor.confirmed_at ? ['password', 'code'] : ['password']}
      passkey={me.factor.passkeys > 0}
      danger={danger}
      submit={submit}
      send={send}
      cancel={cancel}
    />
  );
}

/** The name first, so that nothing is left to be done once the device has made it; then the password, then the device. */
function Add({ me, done, cancel }: Step & { me: Schemas['Me'] }) {
  const { t } = useTranslation();
  const [name, setName] = useState<string | null>(null);
  if (name === null) {
    return <NameForm first={t('shell:passkey_first')} submit={t('shell:passkey_next')} send={async (chosen) => setName(chosen)} cancel={cancel} />;
  }
  const make = async (proof: Proof) => {
    const credential = await makePasskey(await body(api.POST('/api/v1/session/passkey-registrations', { body: proof })));
    await body(api.POST('/api/v1/session/passkeys', { body: { name, credential } }));
    done();
  };
  return (
    <>
      <p>{t('shell:passkey_add_help')}</p>
      <Proving me={me} submit={t('shell:passkey_add')} send={make} cancel={cancel} />
    </>
  );
}

function Rename({ passkey, done, cancel }: Step & { passkey: Passkey }) {
  const { t } = useTranslation();
  const { id, name, version } = passkey;
  const send = (other: string) =>
    body(api.PUT('/api/v1/session/passkeys/{id}', { params: { path: { id }, header: { 'If-Match': `"${version}"` } }, body: { name: other } }));
  return <NameForm first={name} submit={t('shell:passkey_save')} send={send} done={done} cancel={cancel} />;
}

function Remove({ me, passkey, done, cancel }: Step & { me: Schemas['Me']; passkey: Passkey }) {
  const { t } = useTranslation();
  const remove = async (proof: Proof) => {
    await body(api.POST('/api/v1/session/passkeys/{id}/removal', { params: { path: { id: passkey.id } }, body: proof }));
    done();
  };
  const isLast = me.factor.passkeys === 1 && !me.factor.confirmed_at;
  return (
    <>
      <h3>{t('shell:passkey_remove_title', { name: passkey.name })}</h3>
      <p>{t('shell:passkey_remove_help')}</p>
      {isLast && <p>{t('shell:passkey_last_help')}</p>}
      <Proving me={me} danger submit={t('shell:passkey_remove')} send={remove} cancel={cancel} />
    </>
  );
}

interface Naming {
  first: string;
  submit: string;
  send: (name: string) => Promise<unknown>;
  done?: () => void;
  cancel: () => void;
}

function NameForm({ first, submit, send, done, cancel }: Naming) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ name: string }>();
  const [failed, setFailed] = useState<string | null>(null);
  const inWords = usePasskeyProblem();
  const keep = useAction(send, {
    changes: CHANGED,
    done: () => done?.(),
    failed: (problem) => {
      const said = inWords(problem);
      if (said !== null && !fieldErrors(form, said)) setFailed(said.message);
    },
  });
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ name: first }} onFinish={({ name }) => keep.mutate(name)}>
      {failed !== null && <Alert className="gate-alert" type="error" role="alert" title={failed} />}
      <Form.Item name="name" label={t('shell:passkey_name')} extra={t('shell:passkey_name_help')} rules={[{ required: true, whitespace: true, message: t('shell:passkey_name_needed') }]}>
        <Input autoFocus maxLength={NAME} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={keep.isPending}>{submit}</Button>
      <Button type="link" block onClick={cancel}>{t('ui:cancel')}</Button>
    </Form>
  );
}
