import { App, Form, Input, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';

/** The auditor's answer to a finding: what was found out, and whether the record stands as it is now. */
export function AnswerFinding({ finding, onClose }: { finding: Schemas['FindingView']; onClose: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const report = useReport();
  const { message } = App.useApp();
  const [form] = Form.useForm<Schemas['NewAnswer']>();
  const draft = useFormDraft(`finding/${finding.id}`);
  const ruling = Form.useWatch('ruling', form);
  const act = useAction(
    (given: Schemas['NewAnswer'], once) => body(api.POST('/api/v1/audit/findings/{id}/answer', { params: { path: { id: finding.id }, header: once }, body: given })),
    {
      done: () => {
        message.success(t('audit:finding.answered'));
        draft.forget();
        onClose();
      },
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  return (
    <Modal
      open
      title={t('audit:finding.answer_title')}
      okText={ruling ? word('Ruling', ruling) : t('audit:finding.answer')}
      okButtonProps={{ danger: ruling === 'accepted' }}
      cancelText={t('ui:cancel')}
      confirmLoading={act.isPending}
      onCancel={onClose}
      onOk={form.submit}
    >
      <p><b>{word('FindingKind', finding.kind)} {finding.item ?? finding.request ?? ''}</b><br /><span className="quiet">{finding.reason}</span></p>
      <DraftForm<Schemas['NewAnswer']> draft={draft} form={form} layout="vertical" requiredMark={false} initialValues={{ ruling: 'noted', answer: '' }} onFinish={(given) => act.mutate(given)}>
        <Form.Item name="ruling" label={t('audit:finding.ruling')}>
          <Radio.Group
            options={LISTS.Ruling.map((each) => ({ value: each, label: <><b>{word('Ruling', each)}</b> <span className="quiet">{t(`audit:finding.means.${each}`)}</span></> }))}
            style={{ display: 'grid', gap: 8 }}
          />
        </Form.Item>
        <Form.Item name="answer" label={t('audit:finding.text')} rules={[{ required: true, whitespace: true, message: t('ui:reason_needed') }]}>
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
      </DraftForm>
    </Modal>
  );
}
