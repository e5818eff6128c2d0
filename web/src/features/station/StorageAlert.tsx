import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

/** Said for as long as this device cannot keep what is scanned. */
export function StorageAlert({ unkept }: { unkept: boolean }) {
  const { t } = useTranslation();
  return unkept && <Alert type="error" showIcon role="alert" title={t('station:unkept')} description={t('station:unkept_help')} />;
}
