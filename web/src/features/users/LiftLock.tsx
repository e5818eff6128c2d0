import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { useConfirm } from '@/ui/confirm';
import { useAction } from '@/ui/useAction';

/** Lifts the lock of an account after too many wrong passwords. */
export function LiftLock({ user }: { user: Schemas['UserView'] }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const lift = useAction((_: string, once) => body(api.POST('/api/v1/users/{id}/lock-release', { params: { path: { id: user.id }, header: once }, body: {} })), {
    changes: ['/api/v1/users'],
    done: () => message.success(t('users:lifted')),
  });
  const ask = async () => {
    if (await confirm({ title: t('users:lift_title', { name: user.name }), content: t('users:lift_help'), ok: t('users:lift') })) lift.mutate(user.id);
  };
  return <Button type="link" size="small" loading={lift.isPending} onClick={() => void ask()}>{t('users:lift')}</Button>;
}
