import { Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { refreshPlaceDirectory, usePlaceDirectory } from '@/parts/places/placeDirectory';
import { PlaceField } from '@/parts/places/PlaceField';
import { useConfirm } from '@/ui/confirm';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';

type Place = Schemas['PlaceView'];
interface Fields {
  code: string;
  name: string;
  kind: Schemas['PlaceKind'];
  storage_class: Schemas['StorageClass'];
  capacity: number | null;
  active: boolean;
  /** Code of the parent place. */
  parent_id: string;
}

/** The most likely kind of a new place: one level below its parent. */
function below(parent: Place | undefined): Schemas['PlaceKind'] {
  return parent ? (LISTS.PlaceKind[LISTS.PlaceKind.indexOf(parent.kind) + 1] ?? 'bin') : 'zone';
}

/** Registers a place inside the current one; or changes a place, moves it to another parent, or closes it. */
export function PlaceForm({ known, parent, close }: { known: Place | undefined; parent: Place | undefined; close: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const report = useReport();
  const confirm = useConfirm();
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(known ? null : `place/${parent?.id ?? 'top'}`);
  const directory = usePlaceDirectory();
  const save = useAction(
    ({ code, name, kind, storage_class, capacity, active, parent_id }: Fields, once) =>
      known
        ? body(api.PATCH('/api/v1/places/{id}', { params: { path: { id: known.id }, header: ifMatch(known.version) }, body: { name, active, capacity: capacity ?? null, parent_id: directory?.find(parent_id)?.id ?? null } }))
        : body(api.POST('/api/v1/places', { params: { header: once }, body: { code, name, kind, storage_class, capacity: capacity ?? null, parent_id: parent?.id ?? null } })),
    {
      changes: ['/api/v1/places'],
      done: () => {
        refreshPlaceDirectory();
        draft.forget();
        close();
      },
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  const finish = async (fields: Fields) => {
    if (fields.parent_id && !directory?.find(fields.parent_id)) return form.setFields([{ name: 'parent_id', errors: [t('places:parent_unknown')] }]);
    const closes = known?.active === true && !fields.active;
    if (closes && !(await confirm({ title: t('places:close_title', { code: known.code }), content: t('places:close_help'), ok: t('ui:save'), danger: true }))) return;
    save.mutate(fields);
  };
  const rules = [{ required: true, message: t('ui:needed') }];
  return (
    <Modal open title={known ? t('places:edit') : t('places:register')} okText={t('ui:save')} cancelText={t('ui:cancel')} confirmLoading={save.isPending} onOk={form.submit} onCancel={close}>
      {!known && <p className="confirm-what">{parent ? t('places:inside', { code: parent.code }) : t('places:at_top')}</p>}
      <DraftForm<Fields> draft={draft} form={form} layout="vertical" initialValues={known ? { ...known, parent_id: parent?.code ?? '' } : { kind: below(parent), storage_class: parent?.storage_class ?? 'ordinary', active: true }} onFinish={(fields) => void finish(fields)}>
        <Form.Item name="code" label={t('places:code')} rules={rules}><Input maxLength={40} disabled={known !== undefined} /></Form.Item>
        <Form.Item name="name" label={t('places:name')} rules={rules}><Input maxLength={200} /></Form.Item>
        <Form.Item name="kind" label={t('places:kind')}><Select disabled={known !== undefined} options={LISTS.PlaceKind.map((kind) => ({ value: kind, label: word('PlaceKind', kind) }))} /></Form.Item>
        <Form.Item name="storage_class" label={t('places:storage_class')} extra={t('places:class_help')}><Select disabled={known !== undefined} options={LISTS.StorageClass.map((kind) => ({ value: kind, label: word('StorageClass', kind) }))} /></Form.Item>
        <Form.Item name="capacity" label={t('places:capacity')} rules={known && known.capacity !== null ? rules : []} extra={known ? t('places:capacity_held', { count: known.held }) : t('places:capacity_help')}><InputNumber min={0} max={1_000_000} precision={0} placeholder={t('places:unlimited')} /></Form.Item>
        {known && <Form.Item name="parent_id" label={t('places:stands_in')}><PlaceField /></Form.Item>}
        <Form.Item name="active" label={t('places:active')} extra={t('places:active_help')} valuePropName="checked" hidden={known === undefined}><Switch /></Form.Item>
      </DraftForm>
    </Modal>
  );
}
