import { useTranslation } from 'react-i18next';
import type { Scan } from '@/parts/scan_queue/scans';
import { Code } from '@/ui/values/values';

const HINTED = new Set(['seal_needed', 'valuation_needed', 'place_wrong', 'place_full', 'place_closed', 'place_not_cleared', 'place_needed', 'second_custodian_needed', 'confirmation_invalid', 'duties_not_separate', 'label_forged']);

/** Everything that stands against a scan, each with what to do about it. */
export function StandingIssues({ scan }: { scan: Pick<Scan, 'issues' | 'proposed'> }) {
  const { t } = useTranslation();
  const issues = scan.issues ?? [];
  return (
    <ul className="station-issues">
      {issues.map(({ pointer, code, detail }) => (
        <li key={`${pointer} ${code}`}>
          {detail} {HINTED.has(code) && <span className="quiet">{t(`station:hint.${code}`)}</span>}
        </li>
      ))}
      {scan.proposed && <li>{t('station:proposed')} <Code>{scan.proposed}</Code></li>}
    </ul>
  );
}
