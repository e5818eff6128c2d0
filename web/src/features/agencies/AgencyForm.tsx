import { Form, Input, Modal, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { useWord } from '@/i18n/words';
import { useAction } from '@/ui/action';
import { useConfirm } from '@/ui/confirm';
import { fieldErrors, useReport } from '@/ui/problems';

type Agency = Schemas['AgencyView'];
interface Fields {
  code: string;
  name: string;
  kind: Schemas['AgencyKind'];
  active: boolean;
}

const KINDS: Record<Schemas['AgencyKind'], true> = {
  police: true,
  procuratorate: true,
  court: true,
  finance: true,
  political_legal_committee: true,
  market_supervision: true,
  other_enforcement: true,
  centre: true,
};

/** Registers an agency, or changes the name of one and whether it still takes part. */
export function AgencyForm({ known, close }: { known: Agency | undefined; close: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const report = useReport();
  const confirm = useConfirm();
  const [form] = Form.useForm<Fields>();
  const save = useAction(
    ({ code, name, kind, active }: Fields, once) =>
      known
        ? body(api.PATCH('/api/v1/agencies/{id}', { params: { path: { id: known.id }, header: ifMatch(known.version) }, body: { name, active, parent_id: null } }))
        : body(api.POST('/api/v1/agencies', { params: { header: once }, body: { code, name, kind } })),
    {
      changes: ['/api/v1/agencies'],
      done: close,
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
      <Form<Fields> form={form} layout="vertical" initialValues={known ?? { kind: 'police', active: true }} onFinish={(fields) => void finish(fields)}>
        <Form.Item name="code" label={t('agencies:code')} rules={rules}><Input maxLength={12} disabled={known !== undefined} /></Form.Item>
        <Form.Item name="name" label={t('agencies:name')} rules={rules}><Input maxLength={200} /></Form.Item>
        <Form.Item name="kind" label={t('agencies:kind')}>
          <Select disabled={known !== undefined} options={(Object.keys(KINDS) as Schemas['AgencyKind'][]).map((kind) => ({ value: kind, label: word('AgencyKind', kind) }))} />
        </Form.Item>
        <Form.Item name="active" label={t('agencies:active')} valuePropName="checked" hidden={known === undefined}><Switch /></Form.Item>
      </Form>
    </Modal>
  );
}
