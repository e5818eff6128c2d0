import { useTranslation } from 'react-i18next';

/** Has Enter send a form whose button stands outside of it, as in a dialog: browsers ask for a button of the form's own. */
export function SubmitByEnter() {
  const { t } = useTranslation();
  return <input type="submit" hidden aria-label={t('ui:save')} />;
}
