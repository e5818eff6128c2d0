import { IdcardOutlined, KeyOutlined } from '@ant-design/icons';
import { Alert, Button, Divider, Modal, Spin } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, queries, type Schemas } from '@/api/client';
import { leaveForProvider } from '@/api/identity';
import { showPasskey } from '@/api/passkey';
import { Problem } from '@/api/problem';
import { onProofNeeded } from '@/api/proof';
import { usePasskeyProblem, usePasskeysOffered } from '@/ui/session/passkeys';
import { useProvider } from '@/ui/session/provider';
import type { Proof } from './ProofForm';

/** Fetched when it is needed: forms are much of what a page carries. */
const ProofForm = lazy(async () => ({ default: (await import('./ProofForm')).ProofForm }));

/** Asks people who they are when a call was refused because they said it too long ago; the call is then made again. */
export function ProofDialog({ me }: { me: Schemas['Me'] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const byPasskey = usePasskeysOffered() && me.factor.passkeys > 0;
  const inWords = usePasskeyProblem();
  const provider = useProvider();
  const { data: linked } = queries.useQuery('get', '/api/v1/session/linked-identities', {}, { enabled: open && provider !== null });
  const byIdentity = provider !== null && (linked?.rows.length ?? 0) > 0;
  const answer = useRef<(proved: boolean) => void>(() => undefined);
  useEffect(
    () =>
      onProofNeeded(
        () =>
          new Promise((resolve) => {
            answer.current = resolve;
            setOpen(true);
          }),
      ),
    [],
  );
  // Nobody answers any more once the page is left.
  useEffect(() => () => answer.current(false), []);
  const end = (proved: boolean) => {
    setOpen(false);
    setProblem(null);
    answer.current(proved);
  };
  const prove = async (proof: Proof) => {
    await body(api.POST('/api/v1/session/reauthentication', { body: proof }));
    end(true);
  };
  const show = async () => {
    setProblem(null);
    try {
      await body(api.POST('/api/v1/session/reauthentication/passkey', { body: { passkey: await showPasskey('proof') } }));
      end(true);
    } catch (refused) {
      setProblem(inWords(refused));
    }
  };
  const leave = () => leaveForProvider('proof', window.location.pathname + window.location.search).catch((refused: unknown) => setProblem(Problem.from(refused)));
  return (
    <Modal open={open} destroyOnHidden title={t('shell:proof_title')} footer={null} width={420} onCancel={() => end(false)}>
      <p>{t('shell:proof_help')}</p>
      {(byPasskey || byIdentity) && (
        <>
          {problem && <Alert className="gate-alert" type="error" role="alert" title={problem.message} />}
          {byPasskey && <Button className="gate-more" block icon={<KeyOutlined />} onClick={() => void show()}>{t('shell:passkey_prove')}</Button>}
          {byIdentity && <Button className="gate-more" block icon={<IdcardOutlined />} onClick={() => void leave()}>{t('shell:identity_prove', { name: provider })}</Button>}
          {byIdentity && <p className="quiet">{t('shell:identity_prove_help')}</p>}
          <Divider plain>{t('shell:passkey_or')}</Divider>
        </>
      )}
      <Suspense fallback={<Spin />}>
        <ProofForm
          login={me.user.login}
          asks={me.factor.confirmed_at ? ['password', 'code'] : ['password']}
          passkey={byPasskey}
          submit={t('shell:proof_submit')}
          send={prove}
          cancel={() => end(false)}
        />
      </Suspense>
    </Modal>
  );
}
