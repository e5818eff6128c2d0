import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { SubmitByEnter } from '@/ui/SubmitByEnter';
import { fieldErrors, useReport } from '@/ui/problems';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';

/** Strikes a file out with a reason: it stays, and says that it counts for nothing. */
export function StrikeOut({ file }: { file: Schemas['FileView'] }) {
  const { t } = useTranslation();
  const me = useMe();
  const [open, setOpen] = useState(false);
  if (!me.may('manage_files') || file.state === 'struck') return null;
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>{t('files:strike_out')}</Button>
      {open && <Dialog file={file} close={() => setOpen(false)} />}
    </>
  );
}

function Dialog({ file, close }: { file: Schemas['FileView']; close: () => void }) {
  const { t } = useTranslation();
  const report = useReport();
  const [form] = Form.useForm<{ reason: string }>();
  const strike = useAction(
    ({ reason }: { reason: string }, once) => body(api.POST('/api/v1/files/{id}/strike', { params: { path: { id: file.id }, header: { ...once, ...ifMatch(file.version) } }, body: { reason } })),
    {
      changes: ['/api/v1/files'],
      done: close,
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  return (
    <Modal open title={t('files:strike_out_title', { name: file.name })} okText={t('files:strike_out')} okButtonProps={{ danger: true }} confirmLoading={strike.isPending} onOk={form.submit} onCancel={close}>
      <p className="quiet">{t('files:strike_out_help')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => strike.mutate(values)}>
        <SubmitByEnter />
        <Form.Item name="reason" label={t('corrections:reason')} rules={[{ required: true, whitespace: true, message: t('ui:reason_needed') }]}>
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
