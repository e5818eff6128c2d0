import { Form, Input, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { type Cells, cellsOf, fieldsFor } from './descriptionCells';
import type { ColumnKey, ColumnKind } from './descriptionColumns';
import './description.css';

/** What every item has; a correction cannot take it out. */
const ALWAYS: readonly ColumnKey[] = ['name', 'pieces', 'unit'];
const NONE: readonly ColumnKey[] = [];

/** Form fields for an item's description; their values are under `cells`. `fixed` columns are shown but cannot be edited. */
export function DescriptionFields({ fixed = NONE }: { fixed?: readonly ColumnKey[] }) {
  const { t } = useTranslation();
  const word = useWord();
  const form = Form.useFormInstance<{ cells?: Cells }>();
  const category = Form.useWatch(['cells', 'category'], form);
  const field = (key: ColumnKey, kind: ColumnKind) => {
    if (key === 'category') return <Select disabled={fixed.includes(key)} options={LISTS.Category.map((each) => ({ value: each, label: word('Category', each) }))} />;
    if (kind === 'grade') return <Select allowClear options={LISTS.Grade.map((each) => ({ value: each, label: word('Grade', each) }))} />;
    if (kind === 'flag') return <Select allowClear options={['true', 'false'].map((value) => ({ value, label: t(`seizure_lists:flag.${value}`) }))} />;
    if (kind === 'prose') return <Input.TextArea rows={2} maxLength={500} disabled={fixed.includes(key)} />;
    return <Input maxLength={500} disabled={fixed.includes(key)} />;
  };
  return (
    <div className="station-corrections">
      {fieldsFor(category).map(({ key, kind }) => (
        <Form.Item key={key} name={['cells', key]} label={t(`seizure_lists:column.${key}`)} rules={ALWAYS.includes(key) ? [{ required: true, whitespace: true, message: t('ui:needed') }] : []}>
          {field(key, kind)}
        </Form.Item>
      ))}
    </div>
  );
}

/** The same, filled with the recorded description as soon as it has come. */
export function RecordedDescription({ item }: { item: string }) {
  const form = Form.useFormInstance<{ cells?: Cells }>();
  const { data } = queries.useQuery('get', '/api/v1/items/{id}', { params: { path: { id: item } } });
  useEffect(() => {
    if (data) form.setFieldValue('cells', { ...cellsOf(data), ...form.getFieldValue('cells') });
  }, [data, form]);
  return <DescriptionFields />;
}
