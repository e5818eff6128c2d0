import { Grid, Table, type TableColumnType, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useMe } from '@/ui/session/me';
import { showTime } from '@/ui/values/time';
import { NOTHING } from '@/ui/values/values';

type Rule = Schemas['ClockRuleView'];

/** The rules that deadlines follow: from when, how long, what the law says, and what comes of missing one. */
export default function ClockRulesPage() {
  const { t } = useTranslation();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const { data, error, refetch } = queries.useQuery('get', '/api/v1/clock-rules', {});
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!data) return <Splash />;
  const columns: TableColumnType<Rule>[] = [
    { key: 'title', title: t('deadlines:rule'), width: 170, render: (_, rule) => <Title of={rule} /> },
    { key: 'law', title: t('deadlines:law'), width: 300, render: (_, rule) => <Law of={rule} /> },
    { key: 'limits', title: t('deadlines:limit'), width: 190, render: (_, rule) => <Limits of={rule} /> },
    { key: 'effect', title: t('deadlines:effect'), width: 140, render: (_, rule) => rule.effect_name },
    { key: 'enabled', title: t('deadlines:state'), width: 80, render: (_, rule) => <Enabled of={rule} /> },
    { key: 'subject', title: t('deadlines:subject'), width: 90, render: (_, rule) => rule.subject_name },
    { key: 'start', title: t('deadlines:start'), width: 140, render: (_, rule) => rule.start_name },
    { key: 'warn', title: t('deadlines:warn'), width: 110, render: (_, rule) => rule.warn_text || NOTHING },
    { key: 'owner', title: t('deadlines:owner'), width: 110, render: (_, rule) => rule.owner_name },
  ];
  const cards: TableColumnType<Rule>[] = [{ key: 'card', render: (_, rule) => <RuleCard rule={rule} /> }];
  return (
    <PageFrame title={t('deadlines:rules')} aside={<span className="quiet">{t('deadlines:rules_version', { version: data.version, day: showTime(data.effective_from, 'day') })}</span>}>
      <section className="sheet">
        <Table<Rule> size="small" rowKey="code" showHeader={!narrow} pagination={false} dataSource={data.rules} columns={narrow ? cards : columns} {...(narrow ? {} : { scroll: { x: 1330 } })} />
      </section>
    </PageFrame>
  );
}

/** The name of a rule, for those who may as the way to its deadlines. */
function Title({ of: { code, title } }: { of: Rule }) {
  const me = useMe();
  return me.may('read_cases') ? <Link to={`/deadlines?rule=${code}`}>{title}</Link> : title;
}

function Enabled({ of: { enabled } }: { of: Rule }) {
  const { t } = useTranslation();
  return <Tag color={enabled ? 'green' : 'default'}>{enabled ? t('deadlines:enabled') : t('deadlines:disabled')}</Tag>;
}

/** A line for each kind of agency that has a limit of its own. */
function Limits({ of: { limits } }: { of: Rule }) {
  const { t } = useTranslation();
  return limits.map(({ agency_kinds_name: kinds, text }) => <div key={kinds}>{kinds ? t('deadlines:limit_of', { kinds, text }) : text}</div>);
}

function Law({ of: { law, article, text, source } }: { of: Rule }) {
  return (
    <>
      {(law || article) && <div>{[law, article].filter(Boolean).join(' ')}</div>}
      <div>{text}</div>
      {source && <div className="quiet">{source}</div>}
    </>
  );
}

function RuleCard({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  return (
    <div className="card-row">
      <div className="card-row-top"><span><Title of={rule} /></span><Enabled of={rule} /></div>
      <Limits of={rule} />
      <span className="quiet">{rule.subject_name} · {t('deadlines:starts', { start: rule.start_name })}{rule.warn_text && <> · {t('deadlines:warns', { text: rule.warn_text })}</>}</span>
      <span className="quiet">{rule.owner_name} · {rule.effect_name}</span>
      <Law of={rule} />
    </div>
  );
}
