import { Alert, Button, Card } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router-dom';
import { api, body, queries, queryClient, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { Failed, Splash } from '@/ui/page/pageStates';
import { showTime } from '@/ui/values/time';
import { ProofDialog } from '../coming_in/ProofDialog';
import { ProofForm, type Proof } from '../coming_in/ProofForm';
import { CertificateCard } from './CertificateCard';
import { IdentityCard } from './IdentityCard';
import { PasskeyCard } from './PasskeyCard';
import { RecoveryCodes } from './RecoveryCodes';
import './factor.css';

const SESSION = queries.queryOptions('get', '/api/v1/session', {});

/** The own second factor: set up with an authenticator, its recovery codes renewed, turned off again. */
export default function FactorPage() {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<string[] | null>(null);
  const { data: me, error, refetch } = queries.useQuery('get', '/api/v1/session', {});
  if (error) {
    const problem = Problem.from(error);
    return problem.status === 401 ? <Navigate to="/sign-in?next=/two-step" replace /> : <Failed problem={problem} again={() => void refetch()} />;
  }
  if (!me) return <Splash />;
  if (me.must_change_password) return <Navigate to="/password" replace />;
  const changed = () => queryClient.invalidateQueries({ queryKey: SESSION.queryKey });
  const show = async (shown: Schemas['RecoveryCodes']) => {
    setCodes(shown.recovery_codes);
    await changed();
  };
  return (
    <main className="gate">
      <Card className="gate-card" title={<h1>{t('shell:factor')}</h1>}>
        {codes ? (
          <RecoveryCodes codes={codes} login={me.user.login} close={() => setCodes(null)} />
        ) : (
          <>
            {me.factor.confirmed_at ? <Kept me={me} show={show} changed={changed} /> : <SetUp me={me} show={show} />}
            {!me.must_set_up_factor && <Link className="gate-back" to="/">{t('shell:factor_back')}</Link>}
          </>
        )}
      </Card>
      {codes === null && <PasskeyCard me={me} />}
      {codes === null && <IdentityCard me={me} />}
      {codes === null && <CertificateCard />}
      <ProofDialog me={me} />
    </main>
  );
}

interface Own {
  me: Schemas['Me'];
  show: (shown: Schemas['RecoveryCodes']) => Promise<void>;
}

/** Nobody has one yet: the password first, then the picture, then a code. */
function SetUp({ me, show }: Own) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<(Schemas['FactorSecret'] & { password: string }) | null>(null);
  const begin = async (proof: Proof) => setSecret({ ...(await body(api.POST('/api/v1/session/factor', { body: proof }))), password: proof.password });
  const confirm = async ({ code }: Proof) => show(await body(api.POST('/api/v1/session/factor/confirmation', { body: { password: secret?.password ?? '', code: code ?? null } })));
  if (!secret) {
    return (
      <>
        {me.must_set_up_factor && <Alert className="gate-alert" type="warning" title={t('shell:factor_must')} />}
        <p>{t('shell:factor_help')}</p>
        <ProofForm login={me.user.login} asks={['password']} passkey={me.factor.passkeys > 0} submit={t('shell:factor_begin')} send={begin} />
      </>
    );
  }
  return (
    <>
      <p>{t('shell:factor_scan')}</p>
      <img className="factor-picture" alt={t('shell:factor_picture')} src={`data:image/svg+xml,${encodeURIComponent(secret.qr)}`} />
      <p className="quiet">{t('shell:factor_type')}</p>
      <p className="factor-secret">{(secret.secret.match(/.{1,4}/g) ?? []).join(' ')}</p>
      <ProofForm login={me.user.login} asks={['code']} digitsOnly submit={t('shell:factor_turn_on')} send={confirm} />
    </>
  );
}

/** There is one: how many recovery codes are left, others, or none any more. */
function Kept({ me, show, changed }: Own & { changed: () => Promise<void> }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<'renew' | 'remove' | null>(null);
  const left = me.factor.recovery_codes_left;
  const renew = async (proof: Proof) => {
    await show(await body(api.POST('/api/v1/session/factor/recovery-codes', { body: proof })));
    setDoing(null);
  };
  const remove = async (proof: Proof) => {
    await body(api.POST('/api/v1/session/factor/removal', { body: proof }));
    setDoing(null);
    await changed();
  };
  return (
    <>
      <Alert
        className="gate-alert"
        type={left < 3 ? 'warning' : 'success'}
        title={t('shell:factor_on', { time: showTime(me.factor.confirmed_at ?? '') })}
        description={t('shell:factor_left', { count: left })}
      />
      {doing === null ? (
        <div className="factor-actions">
          <Button block onClick={() => setDoing('renew')}>{t('shell:factor_renew')}</Button>
          <Button block danger onClick={() => setDoing('remove')}>{t('shell:factor_remove')}</Button>
        </div>
      ) : (
        <>
          <p>{t(doing === 'renew' ? 'shell:factor_renew_help' : me.factor.needed ? 'shell:factor_exchange_help' : 'shell:factor_remove_help')}</p>
          <ProofForm
            key={doing}
            login={me.user.login}
            asks={['password', 'code']}
            passkey={me.factor.passkeys > 0}
            danger={doing === 'remove'}
            submit={t(doing === 'renew' ? 'shell:factor_renew' : 'shell:factor_remove')}
            send={doing === 'renew' ? renew : remove}
            cancel={() => setDoing(null)}
          />
        </>
      )}
    </>
  );
}
