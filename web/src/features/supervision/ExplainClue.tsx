import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';

type Fields = Schemas['NewExplanation'];

/** The head of the agency that has to act says why the cause of a clue is there. */
export function ExplainClue({ clue, close }: { clue: Schemas['ClueView']; close: () => void }) {
  const { t } = useTranslation();
  const report = useReport();
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(`clue/${clue.id}`);
  const explain = useAction(
    (given: Fields, once) => body(api.POST('/api/v1/clues/{id}/explanation', { params: { path: { id: clue.id }, header: { ...once, ...ifMatch(clue.version) } }, body: given })),
    {
      done: () => {
        draft.forget();
        close();
      },
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  return (
    <Modal open title={t('supervision:explain')} okText={t('supervision:explain')} cancelText={t('ui:cancel')} confirmLoading={explain.isPending} onCancel={close} onOk={form.submit}>
      <p><b>{clue.title}</b><br /><span className="quiet">{clue.case_name}{clue.law && <> · {clue.law}</>}</span></p>
      <DraftForm<Fields> draft={draft} form={form} layout="vertical" requiredMark={false} initialValues={{ explanation: clue.explanation ?? '' }} onFinish={(given) => explain.mutate(given)}>
        <Form.Item name="explanation" label={t('supervision:explanation')} rules={[{ required: true, whitespace: true, message: t('ui:needed') }]}>
          <Input.TextArea rows={5} maxLength={2000} showCount />
        </Form.Item>
      </DraftForm>
    </Modal>
  );
}
