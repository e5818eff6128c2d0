import { CheckOutlined } from '@ant-design/icons';
import { App, Button, Progress, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { ExtensionCard } from '@/parts/requests/ExtensionCard';
import { RequestCard, useRequestColumns } from '@/parts/requests/requestColumns';
import { WorkCounts } from '@/parts/work/WorkCounts';
import { useAskReason } from '@/ui/confirm';
import { BrokenList } from '@/ui/list/BrokenList';
import { FilterBar, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, LARGEST_PAGE, PAGE, toTheEnd } from '@/ui/list/paging';
import { ServerTable } from '@/ui/list/ServerTable';
import { useWholeList } from '@/ui/list/wholeList';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';
import { decideAll, type Outcome } from './decideAll';

type Request = Schemas['RequestView'];

const NAMES = ['kind'] as const;
/** Refusals spelt out; those left out stay chosen in the list. */
const SHOWN = 10;

/** What is waiting for this person's own decision, oldest first. */
export default function QueuePage() {
  const { t } = useTranslation();
  const me = useMe();
  const { notification } = App.useApp();
  const client = useQueryClient();
  const ask = useAskReason();
  const [filters, change] = useFilters(NAMES);
  const query = { ...(filters as object), waiting_for_me: true, oldest_first: true };
  const list = queries.useInfiniteQuery('get', '/api/v1/requests', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const total = queries.useQuery('get', '/api/v1/requests', { params: { query: { ...query, total: true, limit: 1 } } });
  const extensions = useWholeList(queries.useInfiniteQuery('get', '/api/v1/extensions', { params: { query: { open: true, waiting_for_me: true, limit: LARGEST_PAGE } } }, toTheEnd));
  const columns = useRequestColumns();
  const [chosen, setChosen] = useState<Request[]>([]);
  const [done, setDone] = useState<number | null>(null);

  const decide = useCallback(
    async (decision: Schemas['DecisionWord']) => {
      const opinion = await ask({
        title: t(`work:bulk.${decision}`, { count: chosen.length }),
        content: t('work:bulk_help', { count: chosen.reduce((sum, row) => sum + row.line_count, 0) }),
        ok: t(`words:DecisionWord.${decision}`),
        required: decision !== 'approve',
        danger: decision === 'reject',
        label: t('requests:opinion'),
      });
      if (opinion === null) return;
      setDone(0);
      const outcomes = await decideAll(chosen, (row, key) => decideOne(row, decision, opinion, key), setDone);
      setDone(null);
      const refused = outcomes.filter((each): each is Outcome<Request> & { problem: Problem } => each.problem !== undefined);
      setChosen(refused.map(({ row }) => row));
      const carried = outcomes.length - refused.length;
      if (refused.length === 0) notification.success({ title: t('work:decided', { count: carried }) });
      else {
        notification.error({
          duration: 0,
          title: t('work:some_refused', { count: refused.length, done: carried }),
          description: (
            <>
              {refused.slice(0, SHOWN).map(({ row, problem }) => <div key={row.id}>{row.number}: {problem.message}</div>)}
              {refused.length > SHOWN && <div>{t('work:more_refused', { count: refused.length - SHOWN })}</div>}
            </>
          ),
        });
      }
      await client.invalidateQueries();
    },
    [ask, chosen, client, notification, t],
  );

  const waiting = extensions.rows ?? [];
  const all = (total.data?.total ?? 0) + waiting.length;
  return (
    <PageFrame
      title={t('work:queue')}
      fill
      aside={total.data && <Tag color={all > 0 ? 'blue' : 'default'}>{t('work:waiting_count', { count: all })}</Tag>}
      actions={
        chosen.length > 0 && (
          <>
            {done !== null && <Progress className="bulk-progress" size="small" percent={Math.round((done / chosen.length) * 100)} />}
            <Button danger disabled={done !== null} onClick={() => void decide('reject')}>{t('words:DecisionWord.reject')}</Button>
            <Button disabled={done !== null} onClick={() => void decide('return_for_correction')}>{t('words:DecisionWord.return_for_correction')}</Button>
            <Button type="primary" icon={<CheckOutlined />} loading={done !== null} onClick={() => void decide('approve')}>{t('work:approve_chosen', { count: chosen.length })}</Button>
          </>
        )
      }
    >
      <WorkCounts alarms />
      <BrokenList of={[extensions]} />
      {waiting.length > 0 && (
        <section className="sheet waiting-extensions">
          <h2>{t('work:extensions', { count: waiting.length })}</h2>
          {waiting.map((row) => <ExtensionCard key={row.id} row={row} />)}
        </section>
      )}
      <FilterBar values={filters} change={change}>
        <WordFilter of="RequestKind" label={t('requests:kind')} value={filters.kind} onChange={(kind) => change({ kind })} />
      </FilterBar>
      <ServerTable
        name="queue"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => <RequestCard row={row} />}
        selection={{ selectedRowKeys: chosen.map(({ id }) => id), columnWidth: 48, onChange: (_, rows) => setChosen(rows.filter(Boolean)), getCheckboxProps: (row) => ({ disabled: isAlone(row), title: isAlone(row) ? t('work:refusals_alone') : undefined }) }}
        empty={t('work:queue_empty', { role: me.roles.map((role) => t(`words:Role.${role}`)).join(t('ui:comma')) })}
      />
    </PageFrame>
  );
}

/** Goods refused at the desk are confirmed one request at a time, with the lines and reasons in sight. */
const isAlone = ({ status }: Request) => status === 'awaiting_confirmation';

function decideOne(row: Request, decision: Schemas['DecisionWord'], opinion: string, key: string): Promise<Request> {
  const params = { path: { id: row.id }, header: { 'Idempotency-Key': key, ...ifMatch(row.version) } };
  return body(api.POST('/api/v1/requests/{id}/approval', { params, body: { decision, opinion: opinion || null } }));
}
