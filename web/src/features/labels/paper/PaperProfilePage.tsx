import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
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
import { LabelSheet } from '../LabelSheet';
import { type Content, type Profile, usePaperProfiles } from '../paperProfiles';
import { Millimetres } from './Millimetres';
import { Calibration } from './PaperProfilesPage';
import { usePreviewProblems } from './usePreviewProblems';
import '../labels.css';

interface Fields {
  name: string;
  content_id: string;
  active: boolean;
  layout: Schemas['PaperLayout'];
}

/** Registers a paper profile, or changes one. */
export default function PaperProfilePage() {
  const { id } = useParams();
  const paper = usePaperProfiles();
  const known = queries.useQuery('get', '/api/v1/paper-profiles/{id}', { params: { path: { id: id ?? '' } } }, { enabled: id !== undefined, staleTime: 0 });
  const error = paper.error ?? known.error;
  if (error) return <Failed problem={Problem.from(error)} />;
  const model = id === undefined ? paper.profiles[0] : known.data;
  if (paper.pending || !model) return <Splash />;
  return <ProfileForm model={model} known={known.data} contents={paper.contents} key={known.data?.version ?? 'new'} />;
}

const SIZES = ['page_width_um', 'page_height_um', 'label_width_um', 'label_height_um'] as const;
const COUNTS = ['columns', 'rows'] as const;
const GAPS = ['margin_left_um', 'margin_top_um', 'gap_x_um', 'gap_y_um', 'offset_x_um', 'offset_y_um'] as const;

function ProfileForm({ model, known, contents }: { model: Profile; known: Profile | undefined; contents: Content[] }) {
  const { t } = useTranslation();
  const word = useWord();
  const navigate = useNavigate();
  const report = useReport();
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(known ? `paper-profile-edit/${known.id}` : 'paper-profile');
  const start: Fields = { name: known?.name ?? '', content_id: model.content_id, active: model.active, layout: model.layout };
  // Empty until the draft is loaded and the form is there.
  const now: Fields = { ...start, ...(Form.useWatch([], form) as Partial<Fields> | undefined) };
  const content = contents.find(({ id }) => id === now.content_id);
  const onProblem = usePreviewProblems(form, '/paper_layout');
  const whole = Object.values(now.layout).every((value) => value !== null && value !== undefined);
  const leave = () => {
    draft.forget();
    void navigate('/labels/paper');
  };
  const save = useAction(
    ({ active, ...input }: Fields, once) =>
      known
        ? body(api.PATCH('/api/v1/paper-profiles/{id}', { params: { path: { id: known.id }, header: ifMatch(known.version) }, body: { ...input, active } }))
        : body(api.POST('/api/v1/paper-profiles', { params: { header: once }, body: input })),
    {
      changes: ['/api/v1/paper-profiles'],
      shows: '/api/v1/paper-profiles',
      done: leave,
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  return (
    <PageFrame title={known ? known.name : t('labels:new_profile')} trail={[{ to: '/labels/paper', text: t('labels:paper') }]} actions={known && <Calibration profile={known} />}>
      <div className="columns">
        <section className="sheet">
          <DraftForm<Fields> draft={draft} edits={known !== undefined} form={form} layout="vertical" initialValues={start} scrollToFirstError onFinish={(input) => save.mutate(input)}>
            <div className="form-grid">
              <Form.Item name="name" label={t('labels:name')} rules={[{ required: true, whitespace: true, message: t('ui:needed') }]}><Input maxLength={60} /></Form.Item>
              <Form.Item name="content_id" label={t('labels:content')}>
                <Select options={contents.filter(({ active, id }) => active || id === model.content_id).map(({ id, name }) => ({ value: id, label: name }))} />
              </Form.Item>
              <Form.Item name={['layout', 'media']} label={t('labels:media')}>
                <Select options={LISTS.Media.map((media) => ({ value: media, label: word('Media', media) }))} />
              </Form.Item>
              {SIZES.map((name) => (
                <Form.Item key={name} name={['layout', name]} label={t(`labels:layout.${name}`)} rules={[{ required: true, message: t('ui:needed') }]}><Millimetres /></Form.Item>
              ))}
              {COUNTS.map((name) => (
                <Form.Item key={name} name={['layout', name]} label={t(`labels:layout.${name}`)} rules={[{ required: true, message: t('ui:needed') }]}><InputNumber className="label-number" precision={0} /></Form.Item>
              ))}
              {GAPS.map((name) => (
                <Form.Item key={name} name={['layout', name]} label={t(`labels:layout.${name}`)} rules={[{ required: true, message: t('ui:needed') }]}><Millimetres /></Form.Item>
              ))}
              <Form.Item name="active" label={t('labels:offered')} valuePropName="checked" hidden={!known}><Switch /></Form.Item>
            </div>
            <p className="quiet">{t('labels:calibration_help')}</p>
            <div className="toolbar">
              <Button type="primary" htmlType="submit" loading={save.isPending}>{t('ui:save')}</Button>
              <Button onClick={leave}>{t('ui:cancel')}</Button>
            </div>
          </DraftForm>
        </section>
        <section className="sheet">
          <h2>{t('labels:preview')}</h2>
          {whole && <LabelPreview of={{ profile: model.name, paper: now.layout, ...(content ? { content: content.name } : {}) }} onProblem={onProblem} />}
          <h2>{t('labels:sheet')}</h2>
          {whole && <LabelSheet layout={now.layout} />}
        </section>
      </div>
    </PageFrame>
  );
}
