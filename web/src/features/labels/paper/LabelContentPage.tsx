import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router-dom';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { LabelPreview } from '../LabelPreview';
import { type Content, type Profile, subjectOf, usePaperProfiles } from '../paperProfiles';
import { Millimetres } from './Millimetres';
import { usePreviewProblems } from './usePreviewProblems';
import '../labels.css';

interface Fields {
  name: string;
  subject: Schemas['LabelSubject'];
  active: boolean;
  layout: Schemas['ContentLayout'];
}

/** Registers a label content, or changes one. */
export default function LabelContentPage() {
  const { id } = useParams();
  const paper = usePaperProfiles();
  const known = queries.useQuery('get', '/api/v1/label-contents/{id}', { params: { path: { id: id ?? '' } } }, { enabled: id !== undefined, staleTime: 0 });
  const error = paper.error ?? known.error;
  if (error) return <Failed problem={Problem.from(error)} />;
  const model = id === undefined ? paper.contents.find(({ subject }) => subject === 'item') : known.data;
  if (paper.pending || !model) return <Splash />;
  return <ContentForm model={model} known={known.data} profiles={paper.profiles} contents={paper.contents} key={known.data?.version ?? 'new'} />;
}

const OF_PLACE: readonly Schemas['LabelField'][] = ['place_code', 'place_name', 'storage_class', 'keeping_agency'];
const OF_ITEM: readonly Schemas['LabelField'][] = ['code', 'case_no', 'item_name', 'sealed_on', 'sealed_by', 'keeping_agency', 'category', 'seal_no', 'seized_on', 'handling_agency'];
const FIRST_SIZE = 2000;

function ContentForm({ model, known, profiles, contents }: { model: Content; known: Content | undefined; profiles: Profile[]; contents: Content[] }) {
  const { t } = useTranslation();
  const word = useWord();
  const navigate = useNavigate();
  const report = useReport();
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(known ? `label-content-edit/${known.id}` : 'label-content');
  const start: Fields = { name: known?.name ?? '', subject: model.subject, active: model.active, layout: model.layout };
  // Empty until the draft is loaded and the form is there.
  const now: Fields = { ...start, ...(Form.useWatch([], form) as Partial<Fields> | undefined) };
  const subject = now.subject ?? model.subject;
  const papers = profiles.filter((profile) => subjectOf(profile, contents) === subject);
  const [chosen, setChosen] = useState<string>();
  const paper = papers.find(({ name }) => name === chosen) ?? papers.find(({ content_id }) => content_id === model.id) ?? papers[0];
  const [code, setCode] = useState('');
  const onProblem = usePreviewProblems(form, '/content_layout');
  const whole = now.layout?.fields?.every((each) => each?.field && each.size_um && each.lines) && now.layout.qr_um && now.layout.padding_um !== null;
  const stored = contents.find((content) => content.subject === subject);
  const leave = () => {
    draft.forget();
    void navigate('/labels/paper');
  };
  const save = useAction(
    ({ name, layout, active, subject: of }: Fields, once) =>
      known
        ? body(api.PATCH('/api/v1/label-contents/{id}', { params: { path: { id: known.id }, header: ifMatch(known.version) }, body: { name, layout, active } }))
        : body(api.POST('/api/v1/label-contents', { params: { header: once }, body: { name, layout, subject: of } })),
    {
      changes: ['/api/v1/label-contents'],
      shows: '/api/v1/label-contents',
      done: leave,
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  const needed = [{ required: true, message: t('ui:needed') }];
  const words = (subject === 'place' ? OF_PLACE : OF_ITEM).map((field) => ({ value: field, label: word('LabelField', field) }));
  return (
    <PageFrame title={known ? known.name : t('labels:new_content')} trail={[{ to: '/labels/paper', text: t('labels:paper') }]}>
      <div className="columns">
        <section className="sheet">
          <DraftForm<Fields> draft={draft} edits={known !== undefined} form={form} layout="vertical" initialValues={start} scrollToFirstError onFinish={(input) => save.mutate(input)}>
            <div className="form-grid">
              <Form.Item name="name" label={t('labels:name')} rules={[{ required: true, whitespace: true, message: t('ui:needed') }]}><Input maxLength={60} /></Form.Item>
              <Form.Item name="subject" label={t('labels:for_what')}>
                <Select
                  disabled={known !== undefined}
                  options={LISTS.LabelSubject.map((each) => ({ value: each, label: word('LabelSubject', each) }))}
                  onChange={(each) => form.setFieldValue('layout', contents.find((content) => content.subject === each)?.layout ?? model.layout)}
                />
              </Form.Item>
              <Form.Item name={['layout', 'qr_um']} label={t('labels:layout.qr_um')} rules={needed}><Millimetres /></Form.Item>
              <Form.Item name={['layout', 'padding_um']} label={t('labels:layout.padding_um')} rules={needed}><Millimetres /></Form.Item>
              <Form.Item name={['layout', 'captions']} label={t('labels:captions')} valuePropName="checked"><Switch /></Form.Item>
              <Form.Item name="active" label={t('labels:offered')} valuePropName="checked" hidden={!known}><Switch /></Form.Item>
            </div>
            <h2>{t('labels:fields')}</h2>
            <p className="quiet">{t('labels:fields_help')}</p>
            <Form.List name={['layout', 'fields']}>
              {(fields, { add, remove, move }) => (
                <div className="label-fields">
                  {fields.map(({ key, name }, at) => (
                    <div key={key} className="label-field">
                      <Form.Item name={[name, 'field']} rules={needed}><Select aria-label={t('labels:field')} options={words} /></Form.Item>
                      <Form.Item name={[name, 'size_um']} rules={needed}><Millimetres label={t('labels:size')} /></Form.Item>
                      <Form.Item name={[name, 'lines']} rules={needed}><InputNumber className="label-number" precision={0} suffix={t('labels:lines')} aria-label={t('labels:lines')} /></Form.Item>
                      <span>
                        <Button type="text" icon={<ArrowUpOutlined />} aria-label={t('labels:up')} disabled={at === 0} onClick={() => move(at, at - 1)} />
                        <Button type="text" icon={<ArrowDownOutlined />} aria-label={t('labels:down')} disabled={at === fields.length - 1} onClick={() => move(at, at + 1)} />
                        <Button type="text" icon={<DeleteOutlined />} aria-label={t('labels:remove')} onClick={() => remove(at)} />
                      </span>
                    </div>
                  ))}
                  <Button icon={<PlusOutlined />} onClick={() => add({ field: words[0]?.value, size_um: FIRST_SIZE, lines: 1 })}>{t('labels:add_field')}</Button>
                </div>
              )}
            </Form.List>
            <div className="toolbar">
              <Button type="primary" htmlType="submit" loading={save.isPending}>{t('ui:save')}</Button>
              <Button onClick={leave}>{t('ui:cancel')}</Button>
            </div>
          </DraftForm>
        </section>
        <section className="sheet">
          <h2>{t('labels:preview')}</h2>
          <div className="toolbar">
            <Select aria-label={t('labels:profile')} value={paper?.name ?? null} options={papers.map(({ name }) => ({ value: name, label: name }))} onChange={setChosen} />
            <Input className="code joined-code" allowClear value={code} placeholder={t('labels:preview_code')} aria-label={t('labels:preview_code')} onChange={(event) => setCode(event.target.value.trim())} />
          </div>
          {whole && (
            <LabelPreview
              of={{ ...(paper ? { profile: paper.name } : {}), ...(stored ? { content: known?.name ?? stored.name } : {}), ...(code ? { code } : {}), layout: now.layout }}
              onProblem={onProblem}
            />
          )}
        </section>
      </div>
    </PageFrame>
  );
}
