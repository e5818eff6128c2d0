import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import { api, body, queries } from '@/api/client';
import { Problem } from '@/api/problem';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { DraftForm, type FormDraft, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { LabelPreview } from '../LabelPreview';
import { LabelSheet } from '../LabelSheet';
import { type Content, type Profile, subjectOf, usePaperProfiles } from '../paperProfiles';
import { batchOf, codesIn, type KnownCase, type PrintChoice, type Subject, SUBJECTS } from './printForm';
import '../labels.css';

/** Prints labels for a request, a case, items or places, or blank labels; the URL or the previous page can preselect them. */
export default function PrintPage() {
  const paper = usePaperProfiles();
  if (paper.error) return <Failed problem={Problem.from(paper.error)} again={paper.refetch} />;
  return paper.pending ? <Splash /> : <Preselected profiles={paper.profiles} contents={paper.contents} />;
}

interface Papers {
  profiles: Profile[];
  contents: Content[];
}

/** What was chosen on the page before: a draft about anything else is left for later. */
function Preselected(papers: Papers) {
  const [search] = useSearchParams();
  const start = useStart(papers.profiles, papers.contents);
  const draft = useFormDraft('print-batch');
  const { ready, value, setAside } = draft;
  const [begun, begin] = useState(false);
  const written = value as Partial<PrintChoice>;
  const fits = start.said === '' && !search.has('blanks') ? true : written.subject === undefined || (written.subject === start.subject && written.said === start.said);
  useEffect(() => {
    if (!ready || begun) return;
    if (!fits) setAside();
    begin(true);
  }, [ready, begun, fits, setAside]);
  return begun ? <PrintChoice {...papers} start={start} draft={draft} /> : <Splash />;
}

const USUAL_BLANKS = 24;

function useStart(profiles: readonly Profile[], contents: readonly Content[]): PrintChoice {
  const [search] = useSearchParams();
  const state = useLocation().state as { items?: string[] } | null;
  const subject: Subject = state?.items ? 'items' : (SUBJECTS.find((name) => search.has(name)) ?? 'request');
  return {
    subject,
    said: state?.items?.join('\n') ?? (subject === 'blanks' ? '' : (search.get(subject) ?? '').replaceAll(',', '\n')),
    blanks: Number(search.get('blanks')) || USUAL_BLANKS,
    profile: fitting(subject, profiles, contents)[0]?.name,
    content: undefined,
    skip: 0,
    copies: 1,
    reason: '',
  };
}

/** The active profiles whose content suits the chosen subject. */
function fitting(subject: Subject, profiles: readonly Profile[], contents: readonly Content[]): Profile[] {
  const of = subject === 'places' ? 'place' : 'item';
  return profiles.filter((profile) => profile.active && subjectOf(profile, contents) === of);
}

function PrintChoice({ profiles, contents, start, draft }: Papers & { start: PrintChoice; draft: FormDraft }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const report = useReport();
  const [form] = Form.useForm<PrintChoice>();
  const known = useKnownCase();
  const [again, setAgain] = useState<string | null>(null);
  const wish = { ...start, ...Form.useWatch([], form) };
  const profile = profiles.find(({ name }) => name === wish.profile);
  const cells = profile ? profile.layout.columns * profile.layout.rows : 1;
  const code = usePreviewCode(wish, known);

  const print = useAction((input: PrintChoice, once) => body(api.POST('/api/v1/print-batches', { params: { header: once }, body: batchOf(input, known) })), {
    changes: ['/api/v1/print-batches', '/api/v1/labels', '/api/v1/items'],
    done: (batch) => {
      draft.forget();
      void navigate(`/labels/batches/${batch.id}`);
    },
    failed: (problem) => {
      if (problem.code === 'reprint_reason_needed') return setAgain(problem.message);
      // One form field serves every subject.
      const fields = problem.fields.map((field) => ({ ...field, pointer: field.pointer.replace(/^\/(request|case|items|places)(\/\d+)?$/, '/said') }));
      if (!fieldErrors(form, Object.assign(Object.create(problem), { fields }))) report(problem);
    },
  });
  useEffect(() => {
    if (again !== null) form.getFieldInstance('reason')?.focus();
  }, [again, form]);

  const change = (changed: Partial<PrintChoice>) => {
    // A different selection may never have been printed; the API says so again if it has.
    if ('subject' in changed || 'said' in changed) setAgain(null);
    if (changed.subject) form.setFieldsValue({ profile: fitting(changed.subject, profiles, contents)[0]?.name, content: undefined, said: '', skip: 0 });
    if (changed.profile) form.setFieldsValue({ skip: 0 });
  };
  const offered = contents.filter((content) => content.active && content.subject === (wish.subject === 'places' ? 'place' : 'item'));
  const several = wish.subject === 'items' || wish.subject === 'places';
  const count = wish.subject === 'items' ? codesIn(wish.said).length : wish.subject === 'blanks' ? wish.blanks : undefined;

  return (
    <PageFrame title={t('labels:print')} trail={[{ to: '/labels', text: t('labels:title') }]}>
      <div className="columns">
        <section className="sheet">
          <DraftForm<PrintChoice> draft={draft} form={form} layout="vertical" initialValues={start} scrollToFirstError onEdit={change} onFinish={(input) => print.mutate({ ...start, ...input })}>
            <Form.Item name="subject" label={t('labels:subject')}>
              <Select options={SUBJECTS.map((subject) => ({ value: subject, label: t(`labels:of.${subject}`) }))} />
            </Form.Item>
            {wish.subject === 'blanks' ? (
              <Form.Item name="blanks" label={t('labels:blank_count')} extra={t('labels:blank_help')} rules={[{ required: true, message: t('ui:needed') }]}>
                <InputNumber min={1} max={10_000} precision={0} />
              </Form.Item>
            ) : (
              <Form.Item
                name="said"
                label={t(`labels:said.${wish.subject}`)}
                extra={wish.subject === 'places' ? t('labels:all_places') : count === undefined ? undefined : t('labels:codes', { count })}
                rules={wish.subject === 'places' ? [] : [{ required: true, whitespace: true, message: t('ui:needed') }]}
              >
                {several ? <Input.TextArea className="code" rows={4} data-takes-scans /> : <Input className="code" maxLength={64} />}
              </Form.Item>
            )}
            <div className="form-grid">
              <Form.Item name="profile" label={t('labels:profile')} rules={[{ required: true, message: t('ui:needed') }]}>
                <Select options={fitting(wish.subject, profiles, contents).map(({ name }) => ({ value: name, label: name }))} />
              </Form.Item>
              <Form.Item name="content" label={t('labels:content')}>
                <Select allowClear placeholder={t('labels:profiles_content')} options={offered.map(({ name }) => ({ value: name, label: name }))} />
              </Form.Item>
              <Form.Item name="copies" label={t('labels:copies')} rules={[{ required: true, message: t('ui:needed') }]}>
                <InputNumber className="label-number" min={1} max={20} precision={0} />
              </Form.Item>
              <Form.Item name="skip" label={t('labels:skip')} hidden={cells === 1} rules={[{ required: true, message: t('ui:needed') }]}>
                <InputNumber className="label-number" min={0} max={cells - 1} precision={0} />
              </Form.Item>
            </div>
            {again !== null && <Alert className="gate-alert" type="warning" showIcon title={t('labels:printed_before')} description={again} />}
            <Form.Item
              name="reason"
              label={t('labels:reason')}
              hidden={again === null}
              rules={again === null ? [] : [{ required: true, whitespace: true, message: t('ui:reason_needed') }]}
            >
              <Input.TextArea rows={2} maxLength={500} showCount placeholder={t('labels:reason_example')} />
            </Form.Item>
            <Button type="primary" htmlType="submit" icon={<PrinterOutlined />} loading={print.isPending}>{again === null ? t('labels:make') : t('labels:make_again')}</Button>
          </DraftForm>
        </section>
        <section className="sheet">
          <h2>{t('labels:preview')}</h2>
          <LabelPreview of={{ ...(wish.profile ? { profile: wish.profile } : {}), ...(wish.content ? { content: wish.content } : {}), ...(code ? { code } : {}) }} />
          <p className="quiet">{code ? t('labels:preview_of', { code }) : t('labels:preview_sample')}</p>
          {profile && cells > 1 && (
            <>
              <h2>{t('labels:first_page')}</h2>
              <LabelSheet layout={profile.layout} skip={wish.skip} onSkip={(skip) => form.setFieldsValue({ skip })} />
              <p className="quiet">{t('labels:skip_help')}</p>
            </>
          )}
        </section>
      </div>
    </PageFrame>
  );
}

/** The case the person came from. */
function useKnownCase(): KnownCase | null {
  const [search] = useSearchParams();
  const [id, number] = [search.get('case_id'), search.get('case')];
  return id !== null && number !== null ? { id, number } : null;
}

/** A real item of the selection, where one is known without loading all of it. */
function usePreviewCode({ subject, said }: PrintChoice, known: KnownCase | null): string | undefined {
  const [search] = useSearchParams();
  const requestId = search.get('request_id') ?? '';
  const ofRequest = subject === 'request' && requestId !== '' && said === search.get('request');
  const lines = queries.useQuery('get', '/api/v1/requests/{id}/lines', { params: { path: { id: requestId } } }, { enabled: ofRequest });
  const ofCase = subject === 'case' && known !== null && said === known.number;
  const items = queries.useQuery('get', '/api/v1/items', { params: { query: { case_id: known?.id ?? '', limit: 1 } } }, { enabled: ofCase });
  if (ofRequest) return lines.data?.[0]?.code;
  if (ofCase) return items.data?.rows[0]?.code;
  return subject === 'items' ? codesIn(said)[0] : undefined;
}
