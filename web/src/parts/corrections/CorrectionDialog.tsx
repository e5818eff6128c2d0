import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { type Once, useAction } from '@/ui/useAction';
import { NOTHING } from '@/ui/values/values';
import { type CorrectedField, changesOf } from './changes';
import './corrections.css';

type WithReason<V> = V & { reason: string };

interface Props<V, R> {
  title: string;
  /** What happens besides. */
  help: string;
  /** Names the draft. */
  scope: string;
  /** What is corrected, as the fields begin. */
  known: V;
  fields: readonly CorrectedField<V>[];
  /** The fields that hold a picker's date. */
  times: readonly string[];
  /** The form's items, without the reason. */
  children: ReactNode;
  send: (values: WithReason<V>, once: Once) => Promise<R>;
  /** Path prefixes of what changes. */
  changes: readonly string[];
  done: (made: R) => void;
  close: () => void;
}

/** Corrects something that is never edited: another one takes its place, what changes is shown, and a reason is needed. */
export function CorrectionDialog<V extends object, R>({ title, help, scope, known, fields, times, children, send, changes, done, close }: Props<V, R>) {
  const { t } = useTranslation();
  const report = useReport();
  const [form] = Form.useForm<WithReason<V>>();
  const draft = useFormDraft(scope);
  const correct = useAction(send, {
    changes,
    done: (made) => {
      draft.forget();
      close();
      done(made);
    },
    failed: (problem) => {
      if (!fieldErrors(form, problem)) report(problem);
    },
  });
  return (
    <Modal open title={title} okText={t('corrections:correct')} confirmLoading={correct.isPending} onOk={form.submit} onCancel={close}>
      <p className="quiet">{help}</p>
      <DraftForm<WithReason<V>> draft={draft} form={form} layout="vertical" times={times} initialValues={known} onFinish={(values) => correct.mutate(values)}>
        {children}
        <Changes known={known} fields={fields} />
        <Form.Item name="reason" label={t('corrections:reason')} rules={[{ required: true, whitespace: true, message: t('ui:reason_needed') }]}>
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      </DraftForm>
    </Modal>
  );
}

/** What will change, as it is typed. */
function Changes<V extends object>({ known, fields }: { known: V; fields: readonly CorrectedField<V>[] }) {
  const { t } = useTranslation();
  const typed = Form.useWatch([], Form.useFormInstance()) as Partial<V> | undefined;
  const changes = changesOf(fields, known, typed ?? known);
  return (
    <section className="correction-changes" aria-live="polite">
      <b>{t('corrections:changes')}</b>
      {changes.length === 0 ? (
        <div className="quiet">{t('corrections:no_changes')}</div>
      ) : (
        <ul>
          {changes.map(({ name, label, before, after }) => (
            <li key={name}>
              {label} <del>{before || NOTHING}</del> → <ins>{after || NOTHING}</ins>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
