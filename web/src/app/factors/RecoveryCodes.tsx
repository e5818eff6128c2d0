import { Alert, Button, Checkbox, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The recovery codes, shown only once; going on takes a deliberate tick. */
export function RecoveryCodes({ codes, login, close }: { codes: string[]; login: string; close: () => void }) {
  const { t } = useTranslation();
  const [kept, setKept] = useState(false);
  return (
    <>
      <Alert className="gate-alert no-print" type="success" title={t('shell:recovery_title')} description={t('shell:recovery_help')} />
      <h2 className="factor-print-only">{t('shell:recovery_print', { login })}</h2>
      <ol className="factor-codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ol>
      <div className="factor-actions no-print">
        <Typography.Text copyable={{ text: codes.join('\n') }}>{t('shell:recovery_copy')}</Typography.Text>
        <Button block onClick={() => window.print()}>{t('shell:recovery_print_button')}</Button>
        <Checkbox checked={kept} onChange={({ target }) => setKept(target.checked)}>{t('shell:recovery_kept')}</Checkbox>
        <Button type="primary" block disabled={!kept} onClick={close}>{t('shell:recovery_done')}</Button>
      </div>
    </>
  );
}
