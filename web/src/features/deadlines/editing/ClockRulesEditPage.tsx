import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Input } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { fieldErrors, useReport } from '@/ui/problems';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { pickerNow } from '@/ui/values/time';
import { merged, type Own, ownOf, placed, type RuleFields } from './ownRules';
import { RuleCard } from './RuleCard';
import { TrialSheet } from './TrialSheet';
import { YearFields } from './YearFields';
import './editing.css';

type View = Schemas['CentreRulesView'];

const RULES = '/api/v1/clock-rules';

/** The rules and holidays by which deadlines run, to be set from a day on, and tried before. */
export default function ClockRulesEditPage() {
  const { data, error, refetch } = queries.useQuery('get', '/api/v1/clock-rules/own', {}, { staleTime: 0 });
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  return data ? <RulesForm key={data.version} view={data} /> : <Splash />;
}

function RulesForm({ view }: { view: View }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<RuleFields>();
  const may = me.may('manage_security_rules');
  const start = useMemo<RuleFields>(() => ({ ...merged(view), reason: '', effective_from: pickerNow().add(1, 'day').format('YYYY-MM-DD') }), [view]);
  const refuse = useRefusals(form);
  const values = () => form.getFieldsValue(true) as RuleFields;
  const attempt = useAction((own: Own) => body(api.POST('/api/v1/clock-rules/trial', { body: own.own })), { changes: [], failed: refuse });
  const save = useAction(
    ({ own }: Own) => {
      const { effective_from, reason } = values();
      return body(api.PUT('/api/v1/clock-rules/own', { params: { header: ifMatch(view.version) }, body: { effective_from, reason, own } }));
    },
    {
      changes: [RULES, '/api/v1/deadlines'],
      done: () => {
        void message.success(t('deadlines:rules_saved'));
        void navigate('/clock-rules');
      },
      failed: refuse,
    },
  );
  const names = new Map(start.rules.map(({ code, title }) => [code, i18n.language === 'en' ? title.en : title.zh]));
  const own = () => ownOf(values(), view.national);
  return (
    <PageFrame title={t('deadlines:edit_rules')} trail={[{ to: '/clock-rules', text: t('deadlines:rules') }]}>
      <Form form={form} layout="vertical" initialValues={start} onFinish={() => save.mutate(own())}>
        <Form.List name="rules">
          {(lines, { add, remove }) => (
            <>
              {lines.map(({ key, name }) => <LiveCard key={key} at={name} national={view.national.rules} remove={() => remove(name)} />)}
              <Button icon={<PlusOutlined />} onClick={() => add(NEW)}>{t('deadlines:add_rule')}</Button>
            </>
          )}
        </Form.List>
        <YearFields />
        <section className="sheet">
          <Form.Item name="effective_from" label={t('deadlines:effective_from')} extra={t('deadlines:effective_help')}><Input type="date" className="day-field" /></Form.Item>
          <Form.Item name="reason" label={t('ui:reason')} rules={may ? [{ required: true, whitespace: true, message: t('ui:needed') }] : []}><Input.TextArea maxLength={500} rows={2} /></Form.Item>
          <Button loading={attempt.isPending} onClick={() => attempt.mutate(own())}>{t('deadlines:try')}</Button>{' '}
          {may && <Button type="primary" htmlType="submit" loading={save.isPending}>{t('ui:save')}</Button>}
        </section>
      </Form>
      {attempt.data && <TrialSheet trial={attempt.data} names={names} />}
    </PageFrame>
  );
}

/** Shows what is refused beside its field, or says it. */
function useRefusals(form: ReturnType<typeof Form.useForm<RuleFields>>[0]): (problem: Problem, own: Own) => void {
  const report = useReport();
  return (problem, own) => {
    if (!fieldErrors(form, placed(problem, own))) report(problem);
  };
}

/** A rule as the form has it now. */
function LiveCard({ at, national, remove }: { at: number; national: View['national']['rules']; remove: () => void }) {
  const form = Form.useFormInstance<RuleFields>();
  const rule = Form.useWatch(['rules', at], { form, preserve: true }) as RuleFields['rules'][number] | undefined;
  return rule ? <RuleCard at={at} rule={rule} national={national.find(({ code }) => code === rule.code)} remove={remove} /> : null;
}

const NEW: RuleFields['rules'][number] = {
  code: '',
  title: { zh: '', en: '' },
  start: 'discrepancy_opened',
  limits: [{ agency_kinds: [], amount: 1, setting: null, unit: 'working_days' }],
  warn_hours: 24,
  warn_setting: null,
  effect: 'overdue',
  owner: 'custodian',
  enabled: true,
  ground: null,
};
