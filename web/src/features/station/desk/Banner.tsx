import { CheckCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Scan, wantsSecond } from '@/parts/scan_queue/scans';
import type { ScanEvent } from '@/parts/scan_queue/types';
import { Code } from '@/ui/values/values';
import { StandingIssues } from './StandingIssues';
import { HUES, hueOf, ICONS } from './verdicts';

export type Told = Pick<ScanEvent, 'verdict' | 'code' | 'scan' | 'seen' | 'seq'>;

interface Props {
  event: Told | null;
  /** The scans of the task as they stand by now. */
  scans: readonly Scan[];
  /** What a scan does here, while nothing has been scanned. */
  means: string;
  onInspect: (scan: Scan) => void;
  onSecond: () => void;
}

/** The last verdict, legible at arm's length; it follows its scan, so that nothing dealt with stays red. */
export function Banner({ event, scans, means, onInspect, onSecond }: Props) {
  const { t } = useTranslation();
  if (event === null) return <div className="station-banner hue-wait" role="status">{means}</div>;
  const follows = event.scan !== undefined && event.scan.verdict === event.verdict;
  const scan = event.scan && (scans.find(({ id }) => id === event.scan?.id) ?? event.scan);
  if (follows && scan?.state === 'done') {
    return (
      <div className="station-banner is-new hue-good" role="status" data-verdict={scan.verdict} data-done>
        <span className="station-icon" aria-hidden><CheckCircleFilled /></span>
        <div className="station-what">
          <b>{t(`station:done.${scan.deed?.outcome ?? 'moved'}`)}</b>
          <div>{scan.seen?.name ?? <Code>{scan.code}</Code>}</div>
        </div>
      </div>
    );
  }
  const verdict = follows && scan ? scan.verdict : event.verdict;
  const hue = follows && scan ? hueOf(scan) : HUES[verdict];
  const seen = scan?.seen ?? event.seen;
  const Icon = ICONS[verdict];
  const refused = follows && scan?.state === 'refused';
  return (
    <div key={event.seq} className={`station-banner is-new hue-${hue}`} role="status" data-verdict={verdict}>
      <span className="station-icon" aria-hidden><Icon /></span>
      <div className="station-what">
        <b>{scan && verdict === 'here' ? t(`station:ready.${scan.kind}`) : t(`station:verdict.${verdict}`)}</b>
        <div>{seen ? seen.name : <Code>{event.code}</Code>}</div>
        <div className="station-small"><Because verdict={verdict} scan={scan} seen={seen} /></div>
      </div>
      {refused && scan && (
        <div className="station-buttons">
          {wantsSecond(scan) && <Button type="primary" onClick={onSecond}>{t('station:second_ask')}</Button>}
          {scan.kind !== 'move' && <Button onClick={() => onInspect(scan)}>{t('station:inspect')}</Button>}
        </div>
      )}
    </div>
  );
}

function Because({ verdict, scan, seen }: { verdict: Told['verdict']; scan?: Scan; seen?: Told['seen'] }) {
  const { t } = useTranslation();
  if (scan?.issues?.length) {
    return (
      <>
        <StandingIssues issues={scan.issues} hints />
        {scan.proposed && <div>{t('station:proposed')} <Code>{scan.proposed}</Code></div>}
      </>
    );
  }
  if (seen?.place) return <>{t('station:recorded')} <Code>{seen.place}</Code></>;
  if (scan && verdict === 'here') return t(`station:ready_help.${scan.kind}`);
  return t(`station:because.${verdict}`);
}
