import { Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { useWord } from '@/i18n/words';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { fieldErrors, useReport } from '@/ui/problems';
import { type Once, useAction } from '@/ui/useAction';
import { fromPicker, pickerNow } from '@/ui/values/time';
import { TimePicker } from '@/ui/values/CentrePicker';

export type Step = Exclude<Schemas['NoticeAction'], 'send'>;

interface Fields {
  answer: string;
  opinion: string;
  document_id?: string | null;
  answer_by: Dayjs;
}

const TIMES = ['answer_by'];
const TERM = 7;

function take({ id, version }: Schemas['NoticeView'], step: Step, given: Fields, once: Once): Promise<Schemas['NoticeView']> {
  const params = { path: { id }, header: { ...once, ...ifMatch(version) } };
  const { answer, opinion, document_id = null, answer_by } = given;
  switch (step) {
    case 'answer':
      return body(api.POST('/api/v1/supervision-notices/{id}/answer', { params, body: { answer, document_id } }));
    case 'repeat':
      return body(api.POST('/api/v1/supervision-notices/{id}/repetition', { params, body: { opinion, answer_by: fromPicker(answer_by) } }));
    case 'accept':
      return body(api.POST('/api/v1/supervision-notices/{id}/acceptance', { params, body: { opinion } }));
    case 'withdraw':
      return body(api.POST('/api/v1/supervision-notices/{id}/withdrawal', { params, body: { opinion } }));
  }
}

/** What is done with a notice: the answer with the document it relies on, or what the supervisor says to it. */
export function NoticeStep({ notice, step, close }: { notice: Schemas['NoticeView']; step: Step; close: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const report = useReport();
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(`notice/${notice.id}/${step}`);
  const act = useAction((given: Fields, once) => take(notice, step, given, once), {
    done: () => {
      draft.forget();
      close();
    },
    failed: (problem) => {
      if (!fieldErrors(form, problem)) report(problem);
    },
  });
  const needed = [{ required: true, whitespace: true, message: t('ui:needed') }];
  const title = word('NoticeAction', step);
  return (
    <Modal open title={title} okText={title} okButtonProps={{ danger: step === 'withdraw' }} cancelText={t('ui:cancel')} confirmLoading={act.isPending} onCancel={close} onOk={form.submit}>
      <p className="quiet">{notice.number} {notice.title}</p>
      <DraftForm<Fields> draft={draft} form={form} layout="vertical" requiredMark={false} times={TIMES} initialValues={{ answer: '', opinion: '', answer_by: pickerNow().add(TERM, 'day') }} onFinish={(given) => act.mutate(given)}>
        {step === 'answer' ? (
          <>
            <Form.Item name="answer" label={t('supervision:answer')} rules={needed}><Input.TextArea rows={6} maxLength={2000} showCount /></Form.Item>
            <Form.Item name="document_id" label={t('supervision:document')} extra={t('supervision:document_help')}><CaseDocument caseId={notice.case_id} /></Form.Item>
          </>
        ) : (
          <Form.Item name="opinion" label={t('supervision:opinion')} rules={needed}><Input.TextArea rows={4} maxLength={2000} showCount /></Form.Item>
        )}
        {step === 'repeat' && (
          <Form.Item name="answer_by" label={t('supervision:answer_by')} rules={[{ required: true, message: t('ui:needed') }]}><TimePicker of="due" className="wide" allowClear={false} /></Form.Item>
        )}
      </DraftForm>
    </Modal>
  );
}

/** Chooses a document of the case that is in force. */
function CaseDocument({ caseId, id, value, onChange }: { caseId: string; id?: string; value?: string | null; onChange?: (value: string | undefined) => void }) {
  const { t } = useTranslation();
  const documents = useWholeList(queries.useInfiniteQuery('get', '/api/v1/documents', { params: { query: { case_id: caseId, state: 'in_force', limit: LARGEST_PAGE } } }, toTheEnd));
  return (
    <>
      <Select
        {...(id === undefined ? {} : { id })}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        loading={documents.pending}
        aria-label={t('supervision:document')}
        value={value ?? null}
        options={(documents.rows ?? []).map((row) => ({ value: row.id as string, label: `${row.number} ${row.title}` }))}
        onChange={(chosen) => onChange?.(chosen ?? undefined)}
      />
      <BrokenList of={[documents]} />
    </>
  );
}
