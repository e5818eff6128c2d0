import { useTranslation } from 'react-i18next';
import type { LineIssue } from '@/parts/scan_queue/scans';

const HINTED = new Set(['seal_needed', 'valuation_needed', 'place_wrong', 'place_full', 'place_closed', 'place_not_cleared', 'place_needed', 'second_custodian_needed', 'confirmation_invalid', 'duties_not_separate', 'label_forged']);

/** Everything that stands against a scan; `hints` say what to do about each. */
export function StandingIssues({ issues, hints = false }: { issues: readonly LineIssue[]; hints?: boolean }) {
  const { t } = useTranslation();
  if (issues.length === 0) return null;
  return (
    <ul className="station-issues">
      {issues.map(({ pointer, code, detail }) => (
        <li key={`${pointer} ${code}`}>
          {detail} {hints && HINTED.has(code) && <span className="quiet">{t(`station:hint.${code}`)}</span>}
        </li>
      ))}
    </ul>
  );
}
