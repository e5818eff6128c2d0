import { Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

/** An initial password, shown only once; closing takes a deliberate click. */
export function OneTimePassword({ login, password, close }: { login: string; password: string; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open closable={false} keyboard={false} mask={{ closable: false }} title={t('users:password_title')} okText={t('users:password_noted')} cancelButtonProps={{ hidden: true }} onOk={close}>
      <p>{t('users:password_help', { login })}</p>
      <Typography.Text code copyable>{password}</Typography.Text>
    </Modal>
  );
}
