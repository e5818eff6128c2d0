import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router-dom';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { Problem } from '@/api/problem';
import { useWord } from '@/i18n/words';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useMe } from '@/ui/session/me';
import { LevelSelect } from '@/ui/values/LevelSelect';
import { useAction } from '@/ui/useAction';

/** What the form sends: a stage is always chosen. */
type NewCase = Schemas['NewCase'] & { stage: Schemas['Stage'] };
type Case = Schemas['CaseView'];

/** Registers a case, or changes one. */
export default function CaseFormPage() {
  const { id } = useParams();
  const known = queries.useQuery('get', '/api/v1/cases/{id}', { params: { path: { id: id ?? '' } } }, { enabled: id !== undefined, staleTime: 0 });
  if (id === undefined) return <CaseForm />;
  if (known.error) return <Failed problem={Problem.from(known.error)} />;
  return known.data ? <CaseForm known={known.data} key={known.data.version} /> : <Splash />;
}

function CaseForm({ known }: { known?: Case }) {
  const { t } = useTranslation();
  const me = useMe();
  const word = useWord();
  const navigate = useNavigate();
  const report = useReport();
  const [form] = Form.useForm<NewCase>();
  const draft = useFormDraft(known ? `case-edit/${known.id}` : 'case');
  // Offers officers of the person's own agency; the API decides who is eligible.
  const people = useWholeList(queries.useInfiniteQuery('get', '/api/v1/users', { params: { query: { agency_id: me.agency.id, limit: LARGEST_PAGE } } }, toTheEnd));
  const officers = (people.rows ?? []).filter((person) => person.roles.includes('case_officer') && !person.disabled);

  const save = useAction(
    (input: NewCase, once) =>
      known
        ? body(api.PATCH('/api/v1/cases/{id}', { params: { path: { id: known.id }, header: ifMatch(known.version) }, body: input }))
        : body(api.POST('/api/v1/cases', { params: { header: once }, body: input })),
    {
      changes: ['/api/v1/cases'],
      shows: '/api/v1/cases',
      done: (row) => {
        draft.forget();
        void navigate(`/cases/${row.id}`, { replace: known !== undefined });
      },
      failed: (problem) => {
        // Errors about single officers belong to the field they are chosen in.
        const fields = problem.fields.map((field) => (field.pointer.startsWith('/officers') ? { ...field, pointer: '/officers' } : field));
        if (!fieldErrors(form, Object.assign(Object.create(problem), { fields }))) report(problem);
      },
    },
  );

  const cancel = () => {
    draft.forget();
    void navigate(-1);
  };

  return (
    <PageFrame
      title={known ? t('cases:edit') : t('cases:register')}
      trail={[{ to: '/cases', text: t('cases:title') }, ...(known ? [{ to: `/cases/${known.id}`, text: known.case_no }] : [])]}
    >
      <section className="sheet form-sheet">
        <DraftForm<NewCase> draft={draft}
          edits={known !== undefined}
          form={form}
          layout="vertical"
          scrollToFirstError
          initialValues={known ? { ...known, officers: known.officers ?? [] } : { stage: 'investigation', officers: [me.user.id], secrecy: 'ordinary' }}
          onFinish={({ case_no, name, cause, stage, officers: chosen, secrecy }) => save.mutate({ case_no, name, cause, stage, officers: chosen, ...(known ? {} : { secrecy }) })}
        >
          <Form.Item name="case_no" label={t('cases:case_no')} extra={t('cases:case_no_help')} rules={[{ required: true, message: t('ui:needed') }]}>
            <Input maxLength={64} autoFocus className="code" />
          </Form.Item>
          <Form.Item name="name" label={t('cases:name')} rules={[{ required: true, message: t('ui:needed') }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="cause" label={t('cases:cause')} rules={[{ required: true, message: t('ui:needed') }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="stage" label={t('cases:stage')}>
            <Select options={LISTS.Stage.map((stage) => ({ value: stage, label: word('Stage', stage) }))} />
          </Form.Item>
          <BrokenList of={[people]} />
          <Form.Item name="officers" label={t('cases:officers')} extra={t('cases:officers_help')}>
            <Select mode="multiple" loading={people.pending} showSearch={{ optionFilterProp: 'label' }} options={officers.map((person) => ({ value: person.id, label: `${person.name} (${person.login})` }))} />
          </Form.Item>
          {!known && me.user.clearance !== 'ordinary' && (
            <Form.Item name="secrecy" label={t('cases:secrecy')} extra={t('cases:secrecy_help')}>
              <LevelSelect upTo={me.user.clearance} />
            </Form.Item>
          )}
          <div className="toolbar">
            <Button type="primary" htmlType="submit" loading={save.isPending}>{known ? t('ui:save') : t('cases:register')}</Button>
            <Button onClick={cancel}>{t('ui:cancel')}</Button>
          </div>
        </DraftForm>
      </section>
    </PageFrame>
  );
}
