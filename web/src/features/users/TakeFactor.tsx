import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { useConfirm } from '@/ui/confirm';
import { useAction } from '@/ui/useAction';

/** Removes the second factor of somebody who lost it. */
export function TakeFactor({ user }: { user: Schemas['UserView'] }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const take = useAction((_: string, once) => body(api.POST('/api/v1/users/{id}/factor-removal', { params: { path: { id: user.id }, header: once }, body: {} })), {
    changes: ['/api/v1/users'],
    done: () => message.success(t('users:factor_taken')),
  });
  const ask = async () => {
    const sure = await confirm({ title: t('users:factor_take_title', { name: user.name }), content: t('users:factor_take_help'), ok: t('users:factor_take'), danger: true });
    if (sure) take.mutate(user.id);
  };
  return <Button type="link" size="small" danger loading={take.isPending} onClick={() => void ask()}>{t('users:factor_take')}</Button>;
}

/** Removes the linked identities of somebody, such as when the account at the identity provider is in wrong hands. */
export function TakeIdentities({ user }: { user: Schemas['UserView'] }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const take = useAction((_: string, once) => body(api.POST('/api/v1/users/{id}/linked-identity-removal', { params: { path: { id: user.id }, header: once }, body: {} })), {
    changes: ['/api/v1/users'],
    done: () => message.success(t('users:identities_taken')),
  });
  const ask = async () => {
    const sure = await confirm({ title: t('users:identities_take_title', { name: user.name }), content: t('users:identities_take_help'), ok: t('users:identities_take'), danger: true });
    if (sure) take.mutate(user.id);
  };
  return <Button type="link" size="small" danger loading={take.isPending} onClick={() => void ask()}>{t('users:identities_take')}</Button>;
}
