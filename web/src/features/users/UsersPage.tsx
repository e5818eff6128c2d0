import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { type ExportedColumn, queries, type Schemas } from '@/api/client';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { FilterBar, SearchFilter, useFilters, WordFilter, YesNoFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { TOOLS } from '@/ui/list/tools/layout';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';
import { showTime } from '@/ui/values/time';
import { Code, NOTHING, SecrecyTag, Time, Word } from '@/ui/values/values';
import { NewUser } from './NewUser';
import { type Part, PasswordPart } from './PasswordPart';
import { Confirm, Due, UnusedFilter } from './Review';
import { UserActions } from './UserActions';

const NAMES = ['q', 'role', 'agency_id', 'clearance', 'disabled', 'awaits_release', 'review_due', 'unused_since', 'sort'] as const;

const ACTING = ['manage_users', 'grant_roles', 'release_passwords'] as const;

type User = Schemas['UserView'];

/** The people of all agencies; administrators register and disable accounts and assign roles. */
export default function UsersPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [fresh, setFresh] = useState(false);
  const [part, setPart] = useState<Part | null>(null);
  const [chosen, setChosen] = useState<User[]>([]);
  const reviews = me.may('review_accounts');
  const [filters, change] = useFilters(NAMES);
  const list = queries.useInfiniteQuery('get', '/api/v1/users', { params: { query: { ...(filters as Record<string, never>), limit: PAGE } } }, byCursor);
  const columns = useMemo<Column<User, ExportedColumn<'users'>>[]>(
    () => [
      { key: 'login', title: t('users:login'), width: 170, sortKey: 'login', render: (_, row) => <Code>{row.login}</Code> },
      { key: 'name', title: t('users:name'), width: 90, render: (_, row) => row.name },
      { key: 'roles', along: ['badge', 'clearance', 'locked', 'other_accounts', 'second_factor', 'awaits_release', 'disabled'], title: t('users:roles'), width: 150, render: (_, row) => <Roles user={row} /> },
      { key: 'agency', title: t('users:agency'), width: 240, render: (_, row) => row.agency_name },
      { key: 'created', title: t('users:created_at'), width: 110, render: (_, row) => <Time at={row.created_at} form="day" /> },
      ...(reviews
        ? [
            { key: 'last' as const, title: t('users:last_sign_in'), width: 110, render: (_: unknown, row: User) => (row.last_signed_in_at ? <Time at={row.last_signed_in_at} form="day" /> : NOTHING) },
            { key: 'reviewed' as const, title: t('users:reviewed'), width: 110, render: (_: unknown, row: User) => (row.reviewed_at ? <Time at={row.reviewed_at} form="day" /> : NOTHING) },
          ]
        : []),
      ...(ACTING.some((permission) => me.may(permission)) ? [{ key: TOOLS, title: t('users:actions'), width: 250, render: (_: unknown, row: User) => <UserActions user={row} show={setPart} /> }] : []),
    ],
    [t, me, reviews],
  );
  const actions = (
    <>
      {chosen.length > 0 && <Confirm chosen={chosen} done={() => setChosen([])} />}
      {me.may('manage_users') && <Link to="/users/import"><Button>{t('imports:open')}</Button></Link>}
      {me.may('manage_users') && <Button type="primary" icon={<PlusOutlined />} onClick={() => setFresh(true)}>{t('users:register')}</Button>}
    </>
  );
  return (
    <PageFrame title={t('users:title')} fill actions={actions}>
      {me.may('release_passwords') && <Awaiting show={() => change({ awaits_release: 'true' })} />}
      {reviews && <Due show={() => change({ review_due: 'true' })} />}
      <FilterBar values={filters} change={change}>
        <SearchFilter label={t('users:search')} value={filters.q} onChange={(q) => change({ q })} />
        <WordFilter of="Role" label={t('users:role')} value={filters.role} onChange={(role) => change({ role })} />
        <AgencySelect className="filter-several" label={t('users:agency')} allowClear value={filters.agency_id ?? null} onChange={(agency_id) => change({ agency_id })} />
        {me.may('grant_clearance') && <WordFilter of="SecrecyLevel" label={t('users:clearance')} value={filters.clearance} onChange={(clearance) => change({ clearance })} />}
        <YesNoFilter label={t('users:state')} yes={t('users:disabled')} no={t('users:enabled')} value={filters.disabled} onChange={(disabled) => change({ disabled })} />
        {reviews && <UnusedFilter value={filters.unused_since} onChange={(unused_since) => change({ unused_since })} />}
        {filters.review_due && <Tag closable onClose={() => change({ review_due: undefined })}>{t('users:review_due')}</Tag>}
        {filters.awaits_release && <Tag closable onClose={() => change({ awaits_release: undefined })}>{t('users:awaits_release')}</Tag>}
      </FilterBar>
      <ServerTable
        name="users"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><span>{row.name} <Code>{row.login}</Code></span><Roles user={row} /></div>
            <span className="quiet">{row.agency_name}</span>
            {row.last_signed_in_at && <span className="quiet">{t('users:last_sign_in')} <Time at={row.last_signed_in_at} form="day" /></span>}
            {row.reviewed_at && <span className="quiet">{t('users:reviewed')} <Time at={row.reviewed_at} form="day" /></span>}
            <UserActions user={row} show={setPart} />
          </div>
        )}
        sort={filters.sort ?? 'login'}
        onSort={(sort) => change({ sort })}
        {...(reviews ? { exports: { list: 'users' as const, query: filters }, selection: selectable(chosen, setChosen, me.user.id) } : {})}
        empty={t('users:none')}
      />
      {fresh && <NewUser show={setPart} close={() => setFresh(false)} />}
      {part !== null && <PasswordPart part={part} close={() => setPart(null)} />}
    </PageFrame>
  );
}

/** Accounts can be chosen for confirmation but those that cannot be used any more, and the own. */
function selectable(chosen: readonly User[], choose: (users: User[]) => void, own: string) {
  return {
    selectedRowKeys: chosen.map(({ id }) => id),
    columnWidth: 48,
    getCheckboxProps: (row: User) => ({ disabled: row.disabled || row.id === own }),
    onChange: (_: unknown, rows: User[]) => choose(rows.filter(Boolean)),
  };
}

/** Tells whoever may release passwords that some wait. */
function Awaiting({ show }: { show: () => void }) {
  const { t } = useTranslation();
  const { data } = queries.useQuery('get', '/api/v1/users', { params: { query: { awaits_release: true, total: true, limit: 1 } } });
  const count = data?.total ?? 0;
  if (count === 0) return null;
  return <Alert className="gate-alert" type="info" showIcon title={t('users:awaiting', { count })} action={<Button size="small" onClick={show}>{t('users:show_awaiting')}</Button>} />;
}

function Roles({ user }: { user: User }) {
  const { t } = useTranslation();
  if (user.disabled) return <Tag color="red">{t('users:disabled')}</Tag>;
  return (
    <Flex wrap gap={4}>
      {user.badge_number && <Tag>{t('users:badge_of', { number: user.badge_number })}</Tag>}
      {user.locked_until && <Tag color="orange">{t('users:locked', { time: showTime(user.locked_until) })}</Tag>}
      {user.roles.length === 0 && !user.password_part_at && !user.locked_until ? NOTHING : user.roles.map((role) => <Tag key={role}><Word of="Role" is={role} /></Tag>)}
      <SecrecyTag level={user.clearance} />
      {user.second_factor && <Tag color="green">{t('users:factor')}</Tag>}
      {user.other_accounts && user.other_accounts.length > 0 && <Tag color="purple">{t('users:also', { logins: user.other_accounts.map(({ login }) => login).join(t('users:and')) })}</Tag>}
      {user.password_part_at && <Tag color="gold">{t('users:awaits_release')}</Tag>}
    </Flex>
  );
}
