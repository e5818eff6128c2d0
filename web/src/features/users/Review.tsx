import { Alert, App, Button, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, queries, type Schemas } from '@/api/client';
import { useConfirm } from '@/ui/confirm';
import { useAction } from '@/ui/useAction';
import { showTime } from '@/ui/values/time';

type User = Schemas['UserView'];

const DAY = 86_400_000;
/** Days without a sign-in that are offered. */
const UNUSED = [30, 90, 180] as const;
/** Accounts confirmed at once, at most. */
const MOST = 100;

/** Tells whoever reviews accounts that some are due. */
export function Due({ show }: { show: () => void }) {
  const { t } = useTranslation();
  const { data } = queries.useQuery('get', '/api/v1/users', { params: { query: { review_due: true, total: true, limit: 1 } } });
  const count = data?.total ?? 0;
  if (count === 0) return null;
  return <Alert className="gate-alert" type="info" showIcon title={t('users:due', { count })} action={<Button size="small" onClick={show}>{t('users:show_awaiting')}</Button>} />;
}

/** Confirms the chosen accounts as they are shown. */
export function Confirm({ chosen, done }: { chosen: readonly User[]; done: () => void }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const review = useAction(
    (users: readonly User[], once) => body(api.POST('/api/v1/account-reviews', { params: { header: once }, body: { accounts: users.map(({ id, version }) => ({ id, version })) } })),
    {
      changes: ['/api/v1/users'],
      done: ({ accounts }) => {
        message.success(t('users:reviewed_now', { count: accounts.length }));
        done();
      },
    },
  );
  const ask = async () => {
    if (await confirm({ title: t('users:review_title', { count: chosen.length }), content: t('users:review_help'), ok: t('users:review') })) review.mutate(chosen);
  };
  return <Button type="primary" disabled={chosen.length > MOST} loading={review.isPending} onClick={() => void ask()}>{t('users:review_chosen', { count: chosen.length })}</Button>;
}

/** Filters by how long nobody has signed in; kept in the address as the time since when. */
export function UnusedFilter({ value, onChange }: { value: string | undefined; onChange: (since: string | undefined) => void }) {
  const { t } = useTranslation();
  if (value) return <Tag closable onClose={() => onChange(undefined)}>{t('users:unused_since', { day: showTime(value, 'day') })}</Tag>;
  return (
    <Select
      className="filter-one"
      placeholder={t('users:unused')}
      aria-label={t('users:unused')}
      value={null}
      options={UNUSED.map((days) => ({ value: days, label: t('users:unused_days', { count: days }) }))}
      onChange={(days: number | null) => days !== null && onChange(new Date(Date.now() - days * DAY).toISOString())}
    />
  );
}
