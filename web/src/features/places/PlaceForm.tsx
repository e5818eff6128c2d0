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
import { LevelSelect } from '@/ui/values/LevelSelect';
import { likelyBelow } from './likelyBelow';
import { type PlaceFields, placeEdit } from './placeEdit';

type Place = Schemas['PlaceView'];

/** Registers a place inside the current one; or changes a place, moves it to another parent, or closes it. */
export function PlaceForm({ known, parent, close }: { known: Place | undefined; parent: Place | undefined; close: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const report = useReport();
  const confirm = useConfirm();
  const [form] = Form.useForm<PlaceFields>();
  const draft = useFormDraft(known ? `place-edit/${known.id}` : `place/${parent?.id ?? 'top'}`);
  const directory = usePlaceDirectory();
  const save = useAction(
    ({ fields: { code, name, kind, storage_class, capacity, secrecy }, edit }: { fields: PlaceFields; edit: Schemas['PlaceEdit'] }, once) =>
      known
        ? body(api.PATCH('/api/v1/places/{id}', { params: { path: { id: known.id }, header: ifMatch(known.version) }, body: edit }))
        : body(api.POST('/api/v1/places', { params: { header: once }, body: { code, name, kind, storage_class, capacity: capacity ?? null, parent_id: parent?.id ?? null, secrecy } })),
    {
      changes: ['/api/v1/places'],
      shows: '/api/v1/places',
      done: () => {
        refreshPlaceDirectory();
        draft.forget();
        close();
      },
      failed: (problem) => {
        const fields = problem.fields.map((field) => (field.pointer === '/parent_id' ? { ...field, pointer: '/parent_code' } : field));
        if (!fieldErrors(form, Object.assign(Object.create(problem), { fields }))) report(problem);
      },
    },
  );
  const finish = async (fields: PlaceFields) => {
    const edit = placeEdit(fields, (code) => (code === known?.parent_code ? known.parent_id : directory?.find(code)?.id));
    if (edit === undefined) return form.setFields([{ name: 'parent_code', errors: [t('places:parent_unknown')] }]);
    const closes = known?.active === true && !fields.active;
    if (closes && !(await confirm({ title: t('places:close_title', { code: known.code }), content: t('places:close_help'), ok: t('ui:save'), danger: true }))) return;
    save.mutate({ fields, edit });
  };
  const rules = [{ required: true, message: t('ui:needed') }];
  return (
    <Modal open title={known ? t('places:edit') : t('places:register')} okText={t('ui:save')} cancelText={t('ui:cancel')} confirmLoading={save.isPending} onOk={form.submit} onCancel={close}>
      {!known && <p className="confirm-what">{parent ? t('places:inside', { code: parent.code }) : t('places:at_top')}</p>}
      <DraftForm<PlaceFields> draft={draft} edits={known !== undefined} form={form} layout="vertical" initialValues={known ?? { kind: likelyBelow(parent), storage_class: parent?.storage_class ?? 'ordinary', active: true, secrecy: parent?.secrecy ?? 'ordinary' }} onFinish={(fields) => void finish(fields)}>
        <Form.Item name="code" label={t('places:code')} rules={rules}><Input maxLength={40} disabled={known !== undefined} /></Form.Item>
        <Form.Item name="name" label={t('places:name')} rules={rules}><Input maxLength={200} /></Form.Item>
        <Form.Item name="kind" label={t('places:kind')}><Select disabled={known !== undefined} options={LISTS.PlaceKind.map((kind) => ({ value: kind, label: word('PlaceKind', kind) }))} /></Form.Item>
        <Form.Item name="storage_class" label={t('places:storage_class')} extra={t('places:class_help')}><Select disabled={known !== undefined} options={LISTS.StorageClass.map((kind) => ({ value: kind, label: word('StorageClass', kind) }))} /></Form.Item>
        <Form.Item name="capacity" label={t('places:capacity')} extra={known ? t('places:capacity_held', { count: known.held }) : t('places:capacity_help')}><InputNumber min={0} max={1_000_000} precision={0} placeholder={t('places:unlimited')} /></Form.Item>
        <Form.Item name="secrecy" label={t('places:secrecy')} extra={t('places:secrecy_help')}><LevelSelect /></Form.Item>
        {known && <Form.Item name="parent_code" label={t('places:stands_in')} extra={t('places:parent_help')}><PlaceField /></Form.Item>}
        <Form.Item name="active" label={t('places:active')} extra={t('places:active_help')} valuePropName="checked" hidden={known === undefined}><Switch /></Form.Item>
      </DraftForm>
    </Modal>
  );
}
