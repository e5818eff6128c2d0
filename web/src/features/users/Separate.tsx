import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { useConfirm } from '@/ui/confirm';
import { useAction } from '@/ui/useAction';

/** Lets an account that was wrongly taken for another one of the same person count as a person of its own again. */
export function Separate({ user }: { user: Schemas['UserView'] }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const separate = useAction((_: string, once) => body(api.POST('/api/v1/users/{id}/separation', { params: { path: { id: user.id }, header: once }, body: {} })), {
    changes: ['/api/v1/users'],
    done: () => message.success(t('users:separated')),
  });
  const ask = async () => {
    if (await confirm({ title: t('users:separate_title', { name: user.name }), content: t('users:separate_help'), ok: t('users:separate') })) separate.mutate(user.id);
  };
  return <Button type="link" size="small" loading={separate.isPending} onClick={() => void ask()}>{t('users:separate')}</Button>;
}
