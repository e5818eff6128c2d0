import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { useConfirm } from '@/ui/confirm';
import { useMe } from '@/ui/session/me';
import { useProvider } from '@/ui/session/provider';
import { useAction } from '@/ui/useAction';
import { Clearance } from './Clearance';
import { EditUser } from './EditUser';
import { GrantRoles } from './roles/GrantRoles';
import { LiftLock } from './LiftLock';
import type { Part } from './PasswordPart';
import { Separate } from './Separate';
import { TakeFactor, TakeIdentities } from './TakeFactor';
import { UserSessions } from './UserSessions';

type User = Schemas['UserView'];

/** Whose second factor only they themselves remove, or the operator. */
const ADMINISTRATORS: ReadonlySet<Schemas['Role']> = new Set(['system_admin', 'security_admin', 'auditor'] as const);

/**
 * The actions on an account; the API decides which are allowed. A part of a password is shown by the page: the row may leave the
 * list with the very action.
 */
export function UserActions({ user, show }: { user: User; show: (part: Part) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const confirm = useConfirm();
  const provider = useProvider();
  const [granting, setGranting] = useState(false);
  const [editing, setEditing] = useState(false);
  const call = { path: { id: user.id } };
  const disable = useAction((_: string, once) => body(api.POST('/api/v1/users/{id}/disablement', { params: { ...call, header: once }, body: {} })), { changes: ['/api/v1/users'] });
  const shown = (which: Part['which']) => ({
    changes: ['/api/v1/users'],
    done: (result: Schemas['PasswordPartView']) => show({ login: user.login, which, text: result.password_part ?? '' }),
  });
  const reset = useAction((_: string, once) => body(api.POST('/api/v1/users/{id}/password', { params: { ...call, header: once }, body: {} })), shown('first'));
  const release = useAction((_: string, once) => body(api.POST('/api/v1/users/{id}/password-release', { params: { ...call, header: once }, body: {} })), shown('second'));
  if (user.disabled) return null;
  const askDisable = async () => {
    const sure = await confirm({ title: t('users:disable_title', { name: user.name }), content: t('users:disable_help'), ok: t('users:disable'), danger: true });
    if (sure) disable.mutate(user.id);
  };
  const askReset = async () => {
    if (await confirm({ title: t('users:reset_title', { name: user.name }), content: t('users:reset_help'), ok: t('users:reset') })) reset.mutate(user.id);
  };
  const askRelease = async () => {
    if (await confirm({ title: t('users:release_title', { name: user.name }), content: t('users:release_help'), ok: t('users:release') })) release.mutate(user.id);
  };
  return (
    <span className="row-actions">
      {me.may('release_passwords') && user.password_part_at && <Button type="link" size="small" loading={release.isPending} onClick={() => void askRelease()}>{t('users:release')}</Button>}
      {me.may('grant_roles') && <Button type="link" size="small" onClick={() => setGranting(true)}>{t('users:grant')}</Button>}
      {me.may('grant_clearance') && <Clearance user={user} />}
      {me.may('grant_roles') && user.other_accounts && user.other_accounts.length > 0 && <Separate user={user} />}
      {me.may('manage_sessions') && <UserSessions user={user} />}
      {me.may('release_locks') && user.locked_until && <LiftLock user={user} />}
      {me.may('manage_factors') && user.second_factor && !user.roles.some((role) => ADMINISTRATORS.has(role)) && <TakeFactor user={user} />}
      {me.may('manage_factors') && provider !== null && user.id !== me.user.id && <TakeIdentities user={user} />}
      {me.may('manage_users') && (
        <>
          <Button type="link" size="small" onClick={() => setEditing(true)}>{t('users:change')}</Button>
          <Button type="link" size="small" loading={reset.isPending} onClick={() => void askReset()}>{t('users:reset')}</Button>
          <Button type="link" size="small" danger loading={disable.isPending} onClick={() => void askDisable()}>{t('users:disable')}</Button>
        </>
      )}
      {editing && <EditUser user={user} close={() => setEditing(false)} />}
      {granting && <GrantRoles user={user} close={() => setGranting(false)} />}
    </span>
  );
}
