import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { DayPicker } from '@/ui/values/CentrePicker';
import { pickerNow } from '@/ui/values/time';

/** The centre makes its own receipts. */
const KINDS = LISTS.DocumentKind.filter((kind) => kind !== 'intake_receipt');

/** What a document says of itself. */
export function DocumentFields() {
  const { t } = useTranslation();
  const word = useWord();
  const needed = [{ required: true, whitespace: true, message: t('ui:needed') }];
  return (
    <>
      <Form.Item name="kind" label={t('requests:document_kind')}>
        <Select options={KINDS.map((kind) => ({ value: kind, label: word('DocumentKind', kind) }))} />
      </Form.Item>
      <Form.Item name="number" label={t('requests:document_number')} rules={needed}><Input maxLength={64} /></Form.Item>
      <Form.Item name="title" label={t('requests:document_title')} rules={needed}><Input maxLength={200} /></Form.Item>
      <Form.Item name="issued_at" label={t('requests:document_issued')}><DayPicker className="wide" maxDate={pickerNow()} allowClear={false} /></Form.Item>
    </>
  );
}
