import { App, Button, Empty, Modal, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, queries, type Schemas } from '@/api/client';
import { SessionList } from '@/parts/sessions/SessionList';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { useAction } from '@/ui/useAction';

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
  const list = useWholeList(queries.useInfiniteQuery('get', '/api/v1/users/{id}/sessions', { params: { path, query: { limit: LARGEST_PAGE } } }, toTheEnd));
  const sessions = list.rows ?? [];
  const changed = { changes: ['/api/v1/users/{id}/sessions', '/api/v1/sessions'], done: () => void message.success(t('sessions:ended')) };
  const one = useAction((id: string) => body(api.DELETE('/api/v1/users/{id}/sessions/{session_id}', { params: { path: { ...path, session_id: id } } })), changed);
  const all = useAction<null, unknown>(() => body(api.DELETE('/api/v1/users/{id}/sessions', { params: { path } })), changed);
  const some = sessions.some((session) => !session.current);
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
      <BrokenList of={[list]} />
      {list.pending && <Spin />}
      {list.whole && sessions.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('users:sessions_none')} />}
      <SessionList sessions={sessions} ending={one.isPending ? one.variables : undefined} end={(session) => one.mutate(session.id)} />
    </Modal>
  );
}
