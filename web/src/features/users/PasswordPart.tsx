import { Button, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

export interface Part {
  login: string;
  /** The one an administrator gave first, or the one that released it. */
  which: 'first' | 'second';
  text: string;
}

/** One of the two parts of a password, shown only once; closing takes a deliberate click. */
export function PasswordPart({ part: { login, which, text }, close }: { part: Part; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      title={t(which === 'first' ? 'users:part_first' : 'users:part_second')}
      footer={<Button type="primary" onClick={close}>{t('users:password_noted')}</Button>}
    >
      <p>{t('users:part_help', { login })}</p>
      <Typography.Text code copyable>{text}</Typography.Text>
    </Modal>
  );
}
