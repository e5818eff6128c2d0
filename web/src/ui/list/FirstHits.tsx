import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** The popup of a field that offers only the first hits: says so, and how to reach the others. */
export function FirstHits({ menu, count, more }: { menu: ReactElement; count: number; more: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {menu}
      {more && <div className="first-hits quiet">{t('ui:first_hits', { count })}</div>}
    </>
  );
}
