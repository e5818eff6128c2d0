import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Word } from '@/ui/values/values';

/** The days on which offices are closed, and the weekends on which they are open, the newest year first. */
export function ClockYears({ years }: { years: readonly Schemas['ClockYearView'][] }) {
  const { t } = useTranslation();
  return (
    <section className="sheet">
      <h2>{t('deadlines:years')}</h2>
      {years.toReversed().map(({ year, source, closed, open }) => (
        <details key={year} className="year-line">
          <summary>{t('deadlines:year', { year })} <span className="quiet"><Word of="RuleSource" is={source} /></span></summary>
          <div>{t('deadlines:closed_days')}: <span className="figures">{closed.map(({ first, last }) => (first === last ? first : `${first} – ${last}`)).join(t('ui:comma'))}</span></div>
          <div>{t('deadlines:open_days')}: <span className="figures">{open.join(t('ui:comma'))}</span></div>
        </details>
      ))}
    </section>
  );
}
