import { Alert, Button, Grid, Table, type TableColumnType, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { useWord } from '@/i18n/words';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useMe } from '@/ui/session/me';
import { NOTHING, Word } from '@/ui/values/values';
import { ClockRuleVersions } from './ClockRuleVersions';
import { ClockYears } from './ClockYears';

type Rule = Schemas['ClockRuleView'];
type Limit = Schemas['ClockLimitView'];

/** The rules that deadlines follow: from when, how long, what the law says, and what comes of missing one. */
export default function ClockRulesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const { data, error, refetch } = queries.useQuery('get', '/api/v1/clock-rules', {});
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!data) return <Splash />;
  const columns: TableColumnType<Rule>[] = [
    { key: 'title', title: t('deadlines:rule'), width: 170, render: (_, rule) => <Title of={rule} /> },
    { key: 'law', title: t('deadlines:law'), width: 300, render: (_, rule) => <Law of={rule} /> },
    { key: 'limits', title: t('deadlines:limit'), width: 190, render: (_, rule) => <Limits of={rule} /> },
    { key: 'effect', title: t('deadlines:effect'), width: 140, render: (_, rule) => <Word of="ClockEffect" is={rule.effect} /> },
    { key: 'source', title: t('deadlines:source'), width: 110, render: (_, rule) => <Word of="RuleSource" is={rule.source} /> },
    { key: 'enabled', title: t('deadlines:state'), width: 80, render: (_, rule) => <Enabled of={rule} /> },
    { key: 'subject', title: t('deadlines:subject'), width: 90, render: (_, rule) => <Word of="ClockSubject" is={rule.subject} /> },
    { key: 'start', title: t('deadlines:start'), width: 140, render: (_, rule) => <Word of="ClockStart" is={rule.start} /> },
    { key: 'warn', title: t('deadlines:warn'), width: 110, render: (_, rule) => rule.warn_hours > 0 ? <Warning of={rule} /> : NOTHING },
    { key: 'owner', title: t('deadlines:owner'), width: 110, render: (_, rule) => <Word of="ClockOwner" is={rule.owner} /> },
  ];
  const cards: TableColumnType<Rule>[] = [{ key: 'card', render: (_, rule) => <RuleCard rule={rule} /> }];
  return (
    <PageFrame
      title={t('deadlines:rules')}
      aside={<span className="quiet">{t('deadlines:rules_version', { version: data.version, day: data.effective_from })}{data.centre && ` · ${t('deadlines:centre_version', { version: data.centre.version, day: data.centre.effective_from })}`}</span>}
      actions={me.may('try_rules') && <Link to="/clock-rules/edit"><Button>{me.may('manage_security_rules') ? t('deadlines:edit_rules') : t('deadlines:try_rules')}</Button></Link>}
    >
      {data.coming && <Alert type="info" title={t('deadlines:coming', { version: data.coming.version, day: data.coming.effective_from })} />}
      {data.missing_years.length > 0 && <Alert type="warning" title={t('deadlines:missing_years', { years: data.missing_years.join(t('ui:comma')) })} />}
      <section className="sheet">
        <Table<Rule> size="small" rowKey="code" showHeader={!narrow} pagination={false} dataSource={data.rules} columns={narrow ? cards : columns} {...(narrow ? {} : { scroll: { x: 1440 } })} />
      </section>
      <ClockYears years={data.years} />
      <ClockRuleVersions />
    </PageFrame>
  );
}

/** The name of a rule, as the way to its deadlines for those who may, else to itself: a table that is moved sideways needs something to reach by key. */
function Title({ of: { code, title } }: { of: Rule }) {
  const me = useMe();
  return me.may('read_cases') ? <Link to={`/deadlines?rule=${code}`}>{title}</Link> : <Link id={code} to={{ hash: code }}>{title}</Link>;
}

function Enabled({ of: { enabled } }: { of: Rule }) {
  const { t } = useTranslation();
  return <Tag color={enabled ? 'green' : 'default'}>{enabled ? t('deadlines:enabled') : t('deadlines:disabled')}</Tag>;
}

/** Says a length of time. */
function useLength() {
  const { t } = useTranslation();
  const word = useWord();
  return ({ amount, unit }: Pick<Limit, 'amount' | 'unit'>) => (amount === null || unit === 'as_agreed' ? word('ClockUnit', unit) : t(`deadlines:length.${unit}`, { count: amount }));
}

/** A line for the kinds of agency that have a limit of their own. */
function Limits({ of: { limits } }: { of: Rule }) {
  const { t } = useTranslation();
  const word = useWord();
  const length = useLength();
  return limits.map((limit) => {
    const kinds = limit.agency_kinds.map((kind) => word('AgencyKind', kind)).join(t('ui:comma'));
    return <div key={kinds}>{kinds ? t('deadlines:limit_of', { kinds, length: length(limit) }) : length(limit)}</div>;
  });
}

const HOURS_A_DAY = 24;

/** How long before the end it warns, in days where they are whole. */
function Warning({ of: { warn_hours: hours } }: { of: Rule }) {
  const length = useLength();
  return length(hours % HOURS_A_DAY === 0 ? { amount: hours / HOURS_A_DAY, unit: 'calendar_days' } : { amount: hours, unit: 'hours' });
}

function Law({ of: { law, article, text } }: { of: Rule }) {
  if (!law && !article && !text) return NOTHING;
  return (
    <>
      {(law || article) && <div>{[law, article].filter(Boolean).join(' ')}</div>}
      {text && <div className="quiet">{text}</div>}
    </>
  );
}

function RuleCard({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  return (
    <div className="card-row">
      <div className="card-row-top"><span><Title of={rule} /></span><Enabled of={rule} /></div>
      <Limits of={rule} />
      <span className="quiet">{t('deadlines:subject')} <Word of="ClockSubject" is={rule.subject} /> · {t('deadlines:start')} <Word of="ClockStart" is={rule.start} />{rule.warn_hours > 0 && <> · {t('deadlines:warn')} <Warning of={rule} /></>}</span>
      <span className="quiet"><Word of="ClockOwner" is={rule.owner} /> · <Word of="ClockEffect" is={rule.effect} /> · <Word of="RuleSource" is={rule.source} /></span>
      <Law of={rule} />
    </div>
  );
}
