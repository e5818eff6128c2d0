import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, queries } from '@/api/client';
import { SessionList } from '@/parts/sessions/SessionList';
import { useConfirm } from '@/ui/confirm';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { PageFrame } from '@/ui/page/PageFrame';
import { Splash } from '@/ui/page/pageStates';
import { useAction } from '@/ui/useAction';

/** Where one is signed in oneself; what is not one's own, or was left open elsewhere, is ended here. */
export default function SessionsPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const list = useWholeList(queries.useInfiniteQuery('get', '/api/v1/sessions', { params: { query: { limit: LARGEST_PAGE } } }, toTheEnd));
  const changed = { changes: ['/api/v1/sessions'], done: () => void message.success(t('sessions:ended')) };
  const one = useAction((id: string) => body(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })), changed);
  const others = useAction<null, unknown>(() => body(api.DELETE('/api/v1/sessions')), changed);
  const sessions = list.rows ?? [];
  if (list.pending) return <Splash />;
  const askOthers = async () => {
    if (await confirm({ title: t('sessions:end_others_title'), content: t('sessions:end_others_help'), ok: t('sessions:end_others'), danger: true })) others.mutate(null);
  };
  const more = sessions.some((session) => !session.current) && (
    <Button danger loading={others.isPending} onClick={() => void askOthers()}>{t('sessions:end_others')}</Button>
  );
  return (
    <PageFrame title={t('sessions:title')} actions={more}>
      <p className="confirm-what">{t('sessions:help')}</p>
      <BrokenList of={[list]} />
      <SessionList sessions={sessions} ending={one.isPending ? one.variables : undefined} end={(session) => one.mutate(session.id)} />
    </PageFrame>
  );
}
