import { Form, type FormInstance, Input, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { TimePicker } from '@/ui/values/CentrePicker';
import { forPicker, fromPicker } from '@/ui/values/time';
import { DocumentSelect } from './DocumentSelect';
import type { Kind, Terms } from './requestDraft';

/** The form's fields: times as the pickers hold them. */
export type TermFields = Omit<Terms, 'starts_at' | 'due_at'> & { starts_at?: Dayjs | null; due_at?: Dayjs | null };

function fieldsOf(terms: Partial<Terms>): Partial<TermFields> {
  const { starts_at, due_at, ...others } = terms;
  return { ...others, starts_at: starts_at ? forPicker(starts_at) : null, due_at: due_at ? forPicker(due_at) : null };
}

function termsOf(fields: Partial<TermFields>, before: Partial<Terms>): Partial<Terms> {
  const { starts_at, due_at, ...others } = fields;
  return { ...before, ...others, starts_at: starts_at ? fromPicker(starts_at) : null, due_at: due_at ? fromPicker(due_at) : null };
}

interface Props {
  kind: Kind;
  caseId: string;
  form: FormInstance<TermFields>;
  terms: Partial<Terms>;
  onChange: (terms: Partial<Terms>) => void;
}

/** The terms of the request, by kind. */
export function TermsForm({ kind, caseId, form, terms, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Form<TermFields> form={form} layout="vertical" className="form-sheet" initialValues={fieldsOf(terms)} onValuesChange={(_, fields) => onChange(fitting(termsOf(fields, terms)))}>
      {kind === 'loan' && <LoanTerms />}
      {kind === 'outbound' && <OutboundTerms caseId={caseId} destroyed={terms.disposition === 'destruction'} />}
      <Form.Item name="reason" label={t(`requests:reason_of.${kind}`)} rules={[{ required: true, whitespace: true, message: t('ui:needed') }]}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </Form>
  );
}

/** What is destroyed has a witness, a method and a place and no receiver, and everything else the other way round: nothing out of sight is sent along. */
function fitting(terms: Partial<Terms>): Partial<Terms> {
  if (terms.disposition === 'destruction') return { ...terms, receiver_name: null, receiver_document_no: null, receiver_is_officer: null, delivery: null };
  return { ...terms, witness_name: null, destruction_method: null, destruction_place: null };
}

function LoanTerms() {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <>
      <Form.Item name="purpose" required label={t('requests:purpose')}>
        <Radio.Group options={LISTS.LoanPurpose.map((each) => ({ value: each, label: word('LoanPurpose', each) }))} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="starts_at" required label={t('requests:starts_at')}><TimePicker of="soon" className="wide" /></Form.Item>
        <Form.Item name="due_at" required label={t('requests:due_at')}><TimePicker of="due" className="wide" /></Form.Item>
      </div>
    </>
  );
}

function OutboundTerms({ caseId, destroyed }: { caseId: string; destroyed: boolean }) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <>
      <Form.Item name="disposition" required label={t('requests:disposition')}>
        <Select placeholder={t('requests:choose_disposition')} options={LISTS.Disposition.map((each) => ({ value: each, label: word('Disposition', each) }))} />
      </Form.Item>
      <Form.Item name="document_id" required label={t('requests:document')}><DocumentSelect caseId={caseId} /></Form.Item>
      <div className="form-grid">
        {destroyed ? (
          <>
            <Form.Item name="witness_name" required label={t('requests:witness')}><Input maxLength={100} /></Form.Item>
            <Form.Item name="destruction_method" required label={t('requests:destruction_method')}><Input maxLength={100} /></Form.Item>
            <Form.Item name="destruction_place" required label={t('requests:destruction_place')}><Input maxLength={200} /></Form.Item>
          </>
        ) : (
          <>
            <Form.Item name="receiver_name" required label={t('requests:receiver')}><Input maxLength={100} /></Form.Item>
            <Form.Item name="receiver_document_no" required label={t('requests:receiver_document_no')}><Input maxLength={64} /></Form.Item>
            <Form.Item name="receiver_is_officer" label={t('requests:receiver_is_officer')}>
              <Radio.Group options={[{ value: false, label: t('requests:no') }, { value: true, label: t('requests:yes') }]} />
            </Form.Item>
            <Form.Item name="delivery" label={t('requests:delivery')}>
              <Select allowClear options={LISTS.DeliveryManner.map((each) => ({ value: each, label: word('DeliveryManner', each) }))} />
            </Form.Item>
          </>
        )}
      </div>
    </>
  );
}
