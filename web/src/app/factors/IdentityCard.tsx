import { Alert, App, Button, Card } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, queries, queryClient, type Schemas } from '@/api/client';
import { leaveForProvider } from '@/api/identity';
import { Problem } from '@/api/problem';
import { useProvider } from '@/ui/session/provider';
import { Time } from '@/ui/values/values';
import { ProofForm, type Proof } from '../coming_in/ProofForm';

const IDENTITIES = queries.queryOptions('get', '/api/v1/session/linked-identities', {});

/** The identity at the provider that signs in to the own account: linked and removed, by whoever has just said who they are. */
export function IdentityCard({ me }: { me: Schemas['Me'] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const name = useProvider();
  const [problem, setProblem] = useState<Problem | null>(null);
  /** What is done once the person has said who they are. */
  const [asked, setAsked] = useState<(() => Promise<void>) | null>(null);
  const { data } = queries.useQuery('get', '/api/v1/session/linked-identities', {});
  if (data === undefined || (name === null && data.rows.length === 0)) return null;
  const attempt = async (work: () => Promise<void>) => {
    setProblem(null);
    try {
      await work();
      setAsked(null);
    } catch (error) {
      const refused = Problem.from(error);
      if (refused.code === 'reauthentication_needed') setAsked(() => work);
      else setProblem(refused);
    }
  };
  const link = () => leaveForProvider('link', '/two-step');
  const remove = (id: string) => async () => {
    await body(api.POST('/api/v1/session/linked-identities/{id}/removal', { params: { path: { id } }, body: {} }));
    void message.success(t('shell:identity_removed'));
    await queryClient.invalidateQueries({ queryKey: IDENTITIES.queryKey });
  };
  const prove = async (proof: Proof) => {
    await body(api.POST('/api/v1/session/reauthentication', { body: proof }));
    if (asked) await attempt(asked);
  };
  return (
    <Card className="gate-card identities" title={<h2>{t('shell:identity')}</h2>}>
      <p>{t('shell:identity_help', { name: name ?? t('shell:identity') })}</p>
      {problem && <Alert className="gate-alert" type="error" role="alert" title={problem.status === 0 ? t('shell:unreachable') : problem.message} />}
      {data.rows.length === 0 ? <p className="quiet">{t('shell:identity_none')}</p> : <List rows={data.rows} remove={(id) => void attempt(remove(id))} />}
      {asked !== null ? (
        <>
          <p>{t('shell:identity_proof_first')}</p>
          <ProofForm
            login={me.user.login}
            asks={me.factor.confirmed_at ? ['password', 'code'] : ['password']}
            passkey={me.factor.passkeys > 0}
            submit={t('shell:proof_submit')}
            send={prove}
            cancel={() => setAsked(null)}
          />
        </>
      ) : (
        name !== null && data.rows.length === 0 && <Button block onClick={() => void attempt(link)}>{t('shell:identity_link')}</Button>
      )}
    </Card>
  );
}

function List({ rows, remove }: { rows: readonly Schemas['LinkedIdentityView'][]; remove: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <ul className="passkey-list">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="passkey-what">
            <div><b>{row.subject}</b></div>
            <div className="quiet">{row.issuer}</div>
            <div className="quiet">{t('shell:identity_linked')} <Time at={row.linked_at} /></div>
            <div className="quiet">{row.last_used_at ? <>{t('shell:identity_used')} <Time at={row.last_used_at} /></> : t('shell:identity_unused')}</div>
          </div>
          <div className="passkey-do">
            <Button size="small" danger onClick={() => remove(row.id)}>{t('shell:identity_remove')}</Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
