import { App, Button, Drawer, Form, Grid, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { type Cells, fieldsFor, toNewItem } from '@/parts/description/descriptionCells';
import { ATTRIBUTES } from '@/parts/description/descriptionColumns';
import { PlaceField } from '@/parts/places/PlaceField';
import { SecondCustodianDialog } from '@/parts/second_custodian/SecondCustodianDialog';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { cleanCode } from '@/ui/scanning/scannedCode';
import { useAction } from '@/ui/useAction';
import { Code } from '@/ui/values/values';
import '@/parts/description/description.css';

type Item = Pick<Schemas['ItemView'], 'id' | 'code' | 'name' | 'attributes'>;

interface Fields {
  category: Schemas['Category'];
  place: string;
  attributes?: Cells;
  seal_no?: string;
  reason: string;
}

/** Classifies an item and moves it to a place for its category. */
export function ClassifyItem({ item, onClose }: { item: Item; onClose: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const report = useReport();
  const { message } = App.useApp();
  const phone = !(Grid.useBreakpoint().md ?? true);
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(`classification/${item.id}`);
  const [asked, setAsked] = useState<Schemas['Classification'] | null>(null);
  const category = Form.useWatch('category', form);
  const details = ATTRIBUTES.filter((column) => category && fieldsFor(category).includes(column));

  const act = useAction(
    (call: Schemas['ClassificationCall'], once) =>
      body(api.POST('/api/v1/items/{id}/classification', { params: { path: { id: item.id }, header: once }, body: call })),
    {
      shows: '/api/v1/items',
      done: () => {
        message.success(t('moves:classified'));
        draft.forget();
        onClose();
      },
      failed: (problem, call) => {
        if (problem.code === 'second_custodian_needed') return setAsked(call.classification);
        const fields = problem.fields.map((field) => ({ ...field, pointer: field.pointer.replace(/^\/classification/, '') }));
        if (!fieldErrors(form, Object.assign(Object.create(problem), { fields }))) report(problem);
      },
    },
  );
  const send = (given: Fields) => {
    const { item: read, problems } = toNewItem({ ...given.attributes, category: given.category });
    if (problems.size > 0) {
      form.setFields([...problems].map(([key, problem]) => ({ name: ['attributes', key] as never, errors: [t(`seizure_lists:problem.${problem}`)] })));
      return;
    }
    const seal = cleanCode(given.seal_no ?? '');
    act.mutate({ classification: { category: given.category, place: given.place, reason: given.reason, attributes: read.attributes, ...(seal ? { seal_no: seal } : {}) } });
  };

  return (
    <Drawer
      open
      onClose={onClose}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '88%' : 480}
      title={t('moves:classify_title')}
      footer={<Button type="primary" size="large" block loading={act.isPending} onClick={form.submit}>{t('moves:classify')}</Button>}
    >
      <p><b>{item.name}</b> <Code>{item.code}</Code></p>
      <DraftForm<Fields> draft={draft} form={form} layout="vertical" requiredMark={false} initialValues={{ attributes: { grade: item.attributes.grade ?? undefined } }} onFinish={send}>
        <Form.Item name="category" label={t('items:category')} rules={[{ required: true, message: t('moves:category_needed') }]}>
          <Select size="large" options={LISTS.Category.filter((each) => each !== 'unclassified').map((each) => ({ value: each, label: word('Category', each) }))} />
        </Form.Item>
        <Form.Item name="place" label={t('station:place')} rules={[{ required: true, message: t('moves:place_needed') }]}>
          <PlaceField />
        </Form.Item>
        <div className="station-corrections">
          {details.map(({ key, kind }) => (
            <Form.Item key={key} name={['attributes', key]} label={t(`seizure_lists:column.${key}`)}>
              {kind === 'grade' ? <Select allowClear options={LISTS.Grade.map((each) => ({ value: each, label: word('Grade', each) }))} /> : kind === 'flag' ? <Select allowClear options={['true', 'false'].map((value) => ({ value, label: t(`seizure_lists:flag.${value}`) }))} /> : <Input />}
            </Form.Item>
          ))}
        </div>
        <Form.Item name="seal_no" label={t('station:seal_no')}>
          <Input data-takes-scans maxLength={64} placeholder={t('station:seal_help')} />
        </Form.Item>
        <Form.Item name="reason" label={t('station:reason')} rules={[{ required: true, whitespace: true, message: t('ui:reason_needed') }]}>
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      </DraftForm>
      <SecondCustodianDialog open={asked !== null} waiting={1} onClose={() => setAsked(null)} onConfirmed={({ token }) => asked && act.mutate({ classification: asked, confirmation: token })} />
    </Drawer>
  );
}
