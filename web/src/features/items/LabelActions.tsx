import { App, Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body } from '@/api/client';
import { printAddress } from '@/parts/labels/printAddress';
import { fieldErrors, useReport } from '@/ui/problems';
import { SubmitByEnter } from '@/ui/SubmitByEnter';
import { cleanCode } from '@/ui/scanning/scannedCode';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';

/** Actions on an item's label: print it, replace a damaged one, list its prints. */
export function LabelActions({ id, code, cancelled }: { id: string; code: string; cancelled: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const [replacing, setReplacing] = useState(false);
  return (
    <Space className="label-after" wrap>
      {me.may('print_labels') && !cancelled && <Link to={printAddress({ items: code })}><Button size="small">{t('labels:print_it')}</Button></Link>}
      {me.may('print_labels') && !cancelled && <Button size="small" onClick={() => setReplacing(true)}>{t('labels:replace')}</Button>}
      {me.may('read_prints') && <Link to={`/labels?item_id=${id}`}>{t('labels:prints')}</Link>}
      {replacing && <Replace id={id} code={code} close={() => setReplacing(false)} />}
    </Space>
  );
}

interface Fields {
  reason: string;
  code?: string;
}

function Replace({ id, code, close }: { id: string; code: string; close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const report = useReport();
  const { notification } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const replace = useAction(
    (input: Fields, once) => body(api.POST('/api/v1/items/{id}/label-replacement', { params: { path: { id }, header: once }, body: { reason: input.reason, code: cleanCode(input.code ?? '') || null } })),
    {
      done: (item, { code: blank }) => {
        close();
        notification.success({ title: t('labels:replaced', { code: item.code }), description: t('labels:replaced_help', { code }), duration: 8 });
        // A blank label is already at hand; a new code has to be printed first.
        if (!cleanCode(blank ?? '')) void navigate(printAddress({ items: item.code }));
      },
      failed: (problem) => {
        if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  return (
    <Modal open title={t('labels:replace')} okText={t('labels:replace')} okButtonProps={{ danger: true }} confirmLoading={replace.isPending} onOk={form.submit} onCancel={close}>
      <p>{t('labels:replace_help', { code })}</p>
      <Form<Fields> form={form} layout="vertical" onFinish={(input) => replace.mutate(input)}>
        <Form.Item name="reason" label={t('ui:reason')} rules={[{ required: true, whitespace: true, message: t('ui:reason_needed') }]}>
          <Input.TextArea autoFocus rows={2} maxLength={500} showCount placeholder={t('labels:replace_example')} />
        </Form.Item>
        <Form.Item name="code" label={t('labels:blank_code')} extra={t('labels:blank_code_help')}>
          {/* A scanner ends with Enter, which is no consent. */}
          <Input className="code" data-takes-scans onPressEnter={(event) => event.preventDefault()} />
        </Form.Item>
        <SubmitByEnter />
      </Form>
    </Modal>
  );
}
