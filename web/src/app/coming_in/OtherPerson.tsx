import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';

/** Stands in place of everything once somebody else has signed in in this browser: nothing more is done in either name. */
export function OtherPerson({ name }: { name: string | undefined }) {
  const { t } = useTranslation();
  return (
    <main className="gate" role="alert">
      <Result
        status="error"
        title={name ? t('shell:other_person', { name }) : t('shell:other_person_unnamed')}
        subTitle={t('shell:other_person_help')}
        extra={<Button type="primary" onClick={() => window.location.reload()}>{t('shell:reload')}</Button>}
      />
    </main>
  );
}
