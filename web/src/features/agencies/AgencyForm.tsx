import { Form, Input, Modal, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { useConfirm } from '@/ui/confirm';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { agencyEdit } from './agencyEdit';

type Agency = Schemas['AgencyView'];
interface Fields {
  code: string;
  name: string;
  kind: Schemas['AgencyKind'];
  parent_id?: Schemas['AgencyId'] | null;
  active: boolean;
}

/** Registers an agency, or changes its name and whether it is active. */
export function AgencyForm({ known, close }: { known: Agency | undefined; close: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const report = useReport();
  const confirm = useConfirm();
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(known ? `agency-edit/${known.id}` : 'agency');
  const save = useAction(
    ({ code, name, kind, parent_id, active }: Fields, once) =>
      known
        ? body(api.PATCH('/api/v1/agencies/{id}', { params: { path: { id: known.id }, header: ifMatch(known.version) }, body: agencyEdit({ name, active, parent_id }) }))
        : body(api.POST('/api/v1/agencies', { params: { header: once }, body: { code, name, kind, parent_id: parent_id ?? null } })),
    {
      changes: ['/api/v1/agencies'],
      shows: '/api/v1/agencies',
      done: () => {
        draft.forget();
        close();
      },
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  const finish = async (fields: Fields) => {
    const closes = known?.active === true && !fields.active;
    if (closes && !(await confirm({ title: t('agencies:close_title', { name: known.name }), content: t('agencies:close_help'), ok: t('ui:save'), danger: true }))) return;
    save.mutate(fields);
  };
  const rules = [{ required: true, message: t('ui:needed') }];
  return (
    <Modal open title={known ? t('agencies:edit') : t('agencies:register')} okText={t('ui:save')} cancelText={t('ui:cancel')} confirmLoading={save.isPending} onOk={form.submit} onCancel={close}>
      <DraftForm<Fields> draft={draft} edits={known !== undefined} form={form} layout="vertical" initialValues={known ?? { kind: 'police', active: true }} onFinish={(fields) => void finish(fields)}>
        <Form.Item name="code" label={t('agencies:code')} rules={rules} extra={known ? t('agencies:fixed_help') : t('agencies:code_help')}><Input maxLength={12} disabled={known !== undefined} /></Form.Item>
        <Form.Item name="name" label={t('agencies:name')} rules={rules}><Input maxLength={200} /></Form.Item>
        <Form.Item name="kind" label={t('agencies:kind')}>
          <Select disabled={known !== undefined} options={LISTS.AgencyKind.map((kind) => ({ value: kind, label: word('AgencyKind', kind) }))} />
        </Form.Item>
        <Form.Item name="parent_id" label={t('agencies:parent')} extra={t('agencies:parent_help')}>
          <AgencySelect label={t('agencies:parent')} allowClear {...(known ? { without: known.id } : {})} />
        </Form.Item>
        <Form.Item name="active" label={t('agencies:active')} extra={t('agencies:active_help')} valuePropName="checked" hidden={known === undefined}><Switch /></Form.Item>
      </DraftForm>
    </Modal>
  );
}
