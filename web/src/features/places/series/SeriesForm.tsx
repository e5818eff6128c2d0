import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, InputNumber, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { printAddress } from '@/parts/labels/printAddress';
import { refreshPlaceDirectory } from '@/parts/places/placeDirectory';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { LevelSelect } from '@/ui/values/LevelSelect';
import { Code } from '@/ui/values/values';
import { likelyBelow } from '../likelyBelow';
import { SERIES_AT_MOST, seriesEnds } from './series';

type Fields = Omit<Schemas['NewPlaceSeries'], 'parent_id'>;

/** Registers numbered places below a place, all at once; then their labels can be printed. */
export function SeriesForm({ parent, close }: { parent: Schemas['PlaceView']; close: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const word = useWord();
  const report = useReport();
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(`place-series/${parent.id}`);
  const [made, setMade] = useState<readonly string[] | null>(null);
  const wish = Form.useWatch([], form) as Partial<Fields> | undefined;
  const ends = seriesEnds(wish?.prefix, wish?.first, wish?.digits, wish?.count);
  const save = useAction((fields: Fields, once) => body(api.POST('/api/v1/place-series', { params: { header: once }, body: { ...fields, capacity: fields.capacity ?? null, parent_id: parent.id } })), {
    changes: ['/api/v1/places'],
    done: ({ codes }) => {
      refreshPlaceDirectory();
      draft.forget();
      setMade(codes);
    },
    failed: (problem) => {
      if (!fieldErrors(form, problem)) report(problem);
    },
  });
  if (made) return <Made codes={made} prints={me.may('print_labels')} close={close} />;
  const rules = [{ required: true, message: t('ui:needed') }];
  const start = { kind: likelyBelow(parent), storage_class: parent.storage_class, secrecy: parent.secrecy, prefix: `${parent.code}-`, first: 1, digits: 2, count: 10, name: t('places:series_name_usual') };
  return (
    <Modal open title={t('places:series')} okText={t('places:series_ok', { count: wish?.count ?? 0 })} okButtonProps={{ disabled: ends === null }} cancelText={t('ui:cancel')} confirmLoading={save.isPending} onOk={form.submit} onCancel={close}>
      <p className="confirm-what">{t('places:series_help', { code: parent.code })}</p>
      <DraftForm<Fields> draft={draft} form={form} layout="vertical" initialValues={start} onFinish={(fields) => save.mutate(fields)}>
        <Form.Item name="prefix" label={t('places:series_prefix')} extra={t('places:series_prefix_help')} rules={rules}><Input maxLength={40} /></Form.Item>
        <Space wrap size="middle">
          <Form.Item name="first" label={t('places:series_first')} rules={rules}><InputNumber min={0} max={999_999} precision={0} /></Form.Item>
          <Form.Item name="digits" label={t('places:series_digits')} rules={rules}><InputNumber min={1} max={6} precision={0} /></Form.Item>
          <Form.Item name="count" label={t('places:series_count')} rules={rules}><InputNumber min={1} max={SERIES_AT_MOST} precision={0} /></Form.Item>
        </Space>
        <Alert
          type={ends ? 'info' : 'warning'}
          role="status"
          className="gate-alert"
          title={ends ? <>{t('places:series_preview', { count: wish?.count ?? 0 })} <Code>{ends.first}</Code> – <Code>{ends.last}</Code></> : t('places:series_incomplete')}
        />
        <Form.Item name="name" label={t('places:name')} extra={t('places:series_name_help', { number: '{number}' })} rules={rules}><Input maxLength={200} /></Form.Item>
        <Form.Item name="kind" label={t('places:kind')}><Select options={LISTS.PlaceKind.map((kind) => ({ value: kind, label: word('PlaceKind', kind) }))} /></Form.Item>
        <Form.Item name="storage_class" label={t('places:storage_class')} extra={t('places:class_help')}><Select options={LISTS.StorageClass.map((kind) => ({ value: kind, label: word('StorageClass', kind) }))} /></Form.Item>
        <Form.Item name="capacity" label={t('places:series_capacity')} extra={t('places:capacity_help')}><InputNumber min={0} max={1_000_000} precision={0} placeholder={t('places:unlimited')} /></Form.Item>
        <Form.Item name="secrecy" label={t('places:secrecy')} extra={t('places:secrecy_help')}><LevelSelect /></Form.Item>
      </DraftForm>
    </Modal>
  );
}

/** Says what was registered, and offers the labels to those who may print them. */
function Made({ codes, prints, close }: { codes: readonly string[]; prints: boolean; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open title={t('places:series_made', { count: codes.length })} onCancel={close} footer={<Button type="primary" onClick={close}>{t('places:series_done')}</Button>}>
      <p className="series-codes"><Code>{codes[0]}</Code> – <Code>{codes.at(-1)}</Code></p>
      {prints ? (
        <Link to={printAddress({ places: codes.join(',') })}><Button icon={<PrinterOutlined />}>{t('places:series_labels')}</Button></Link>
      ) : (
        <p className="quiet">{t('places:series_labels_others')}</p>
      )}
    </Modal>
  );
}
