import { App, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useAction } from '@/ui/useAction';
import './roles.css';

type Role = Schemas['Role'];

interface Props {
  user: Schemas['UserView'];
  close: () => void;
}

/** Gives a person roles. Each says what it allows; those that do not fit the agency are not offered, and named with the reason. */
export function GrantRoles({ user, close }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const { message } = App.useApp();
  const [roles, setRoles] = useState<Role[]>(user.roles);
  const agency = queries.useQuery('get', '/api/v1/agencies/{id}', { params: { path: { id: user.agency_id } } });
  const grant = useAction((wanted: Role[], once) => body(api.POST('/api/v1/users/{id}/roles', { params: { path: { id: user.id }, header: once }, body: { roles: wanted } })), {
    changes: ['/api/v1/users'],
    done: () => {
      message.success(t('users:granted'));
      close();
    },
  });
  const fits = (role: Role) => agency.data?.roles.includes(role) ?? false;
  // A role that somebody has can be taken, also where it does not fit any more.
  const offered = LISTS.Role.filter((role) => fits(role) || user.roles.includes(role));
  const others = LISTS.Role.filter((role) => !offered.includes(role));
  return (
    <Modal
      open
      title={t('users:grant_title', { name: user.name })}
      okText={t('users:grant')}
      okButtonProps={{ disabled: agency.data === undefined }}
      cancelText={t('ui:cancel')}
      confirmLoading={grant.isPending}
      onOk={() => grant.mutate(roles)}
      onCancel={close}
    >
      <p className="confirm-what">{t('users:grant_help')}</p>
      {agency.error && <Failed problem={Problem.from(agency.error)} again={() => void agency.refetch()} />}
      {agency.isPending && <Splash />}
      {agency.data && (
        <>
          <Checkbox.Group className="role-list" aria-label={t('users:roles')} value={roles} onChange={(wanted) => setRoles(LISTS.Role.filter((role) => wanted.includes(role)))}>
            {offered.map((role) => (
              <Checkbox key={role} value={role} aria-describedby={`role-${role}`}>
                <b>{word('Role', role)}</b>
                <span id={`role-${role}`} className="role-what quiet">
                  {t(`users:role_what.${role}`)}
                  {!fits(role) && ` ${t('users:role_misfit')}`}
                </span>
              </Checkbox>
            ))}
          </Checkbox.Group>
          {others.length > 0 && <p className="quiet">{t('users:roles_not_offered', { agency: agency.data.name, kind: word('AgencyKind', agency.data.kind), roles: others.map((role) => word('Role', role)).join(t('users:and')) })}</p>}
        </>
      )}
    </Modal>
  );
}
