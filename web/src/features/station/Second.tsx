import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Modal, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { Problem } from '@/api/problem';
import { fieldErrors, useReport } from '@/ui/problems';
import type { Second } from './standing';

/** Milliseconds the server's clock is ahead of this device's. */
function ahead(response: Response): number {
  const date = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(date) ? 0 : date - Date.now();
}

interface Props {
  open: boolean;
  /** How many lines wait for it. */
  waiting: number;
  onClose: () => void;
  onConfirmed: (second: Second) => void;
}

/** The second custodian signs in on the spot, in the session of the first. */
export function SecondDialog({ open, waiting, onClose, onConfirmed }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ login: string; password: string }>();
  const [busy, setBusy] = useState(false);
  const report = useReport();

  const send = async (given: { login: string; password: string }) => {
    setBusy(true);
    try {
      const { data, response } = await api.POST('/api/v1/session/confirmations', { body: given });
      if (!data) return;
      onConfirmed({ name: data.second_name, token: data.second_token, until: Date.parse(data.expires_at) - ahead(response) });
      onClose();
    } catch (error) {
      const problem = Problem.from(error);
      if (!fieldErrors(form, problem)) report(problem);
    } finally {
      form.setFieldValue('password', '');
      setBusy(false);
    }
  };

  return (
    <Modal open={open} title={t('station:second_title')} okText={t('station:second_confirm')} cancelText={t('ui:cancel')} confirmLoading={busy} onCancel={onClose} onOk={form.submit} destroyOnHidden>
      <p>{t('station:second_help', { count: waiting })}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void send(given)} autoComplete="off">
        <Form.Item name="login" label={t('station:second_login')} rules={[{ required: true, message: t('shell:login_needed') }]}>
          <Input autoFocus autoComplete="off" autoCapitalize="none" size="large" />
        </Form.Item>
        <Form.Item name="password" label={t('shell:password')} rules={[{ required: true, message: t('shell:password_needed') }]}>
          <Input.Password autoComplete="new-password" size="large" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The second custodian's word while it is good, counting down; after that, the way to get it again. */
export function SecondStanding({ second, waiting, onAsk, onGone }: { second: Second | null; waiting: number; onAsk: () => void; onGone: () => void }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(Date.now);
  const left = second ? Math.ceil((second.until - now) / 1000) : 0;
  useEffect(() => {
    if (!second) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [second]);
  useEffect(() => {
    if (second && left <= 0) onGone();
  }, [second, left, onGone]);

  if (second && left > 0) {
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    return (
      <Tag className="station-second" color={left > 20 ? 'green' : 'orange'} icon={<SafetyCertificateOutlined />} role="timer">
        {t('station:second_good', { name: second.name, time })}
      </Tag>
    );
  }
  if (waiting === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('station:second_waiting', { count: waiting })}
      action={<Button type="primary" onClick={onAsk}>{t('station:second_ask')}</Button>}
    />
  );
}
