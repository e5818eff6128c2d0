import { Alert, App, Button, Empty, Modal, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { SessionList } from '@/parts/sessions/SessionList';
import { useAction } from '@/ui/useAction';

const SHOWN = 100;

/** Where somebody is signed in, for administrators, who may end it. */
export function UserSessions({ user }: { user: Schemas['UserView'] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>{t('users:sessions')}</Button>
      {open && <Sessions user={user} close={() => setOpen(false)} />}
    </>
  );
}

function Sessions({ user, close }: { user: Schemas['UserView']; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const path = { id: user.id };
  const { data, error } = queries.useQuery('get', '/api/v1/users/{id}/sessions', { params: { path, query: { limit: SHOWN } } });
  const changed = { changes: ['/api/v1/users/{id}/sessions', '/api/v1/sessions'], done: () => void message.success(t('sessions:ended')) };
  const one = useAction((id: string) => body(api.DELETE('/api/v1/users/{id}/sessions/{session_id}', { params: { path: { ...path, session_id: id } } })), changed);
  const all = useAction<null, unknown>(() => body(api.DELETE('/api/v1/users/{id}/sessions', { params: { path } })), changed);
  const some = data?.rows.some((session) => !session.current) ?? false;
  return (
    <Modal
      open
      width={640}
      title={t('users:sessions_title', { name: user.name })}
      onCancel={close}
      footer={
        <>
          {some && <Button danger loading={all.isPending} onClick={() => all.mutate(null)}>{t('users:sessions_end')}</Button>}
          <Button onClick={close}>{t('sessions:close')}</Button>
        </>
      }
    >
      {error && <Alert type="error" role="alert" title={Problem.from(error).message} />}
      {!data && !error && <Spin />}
      {data && data.rows.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('users:sessions_none')} />}
      {data && <SessionList sessions={data.rows} ending={one.isPending ? one.variables : undefined} end={(session) => one.mutate(session.id)} />}
      {data?.next && <p className="quiet">{t('sessions:more', { count: SHOWN })}</p>}
    </Modal>
  );
}
