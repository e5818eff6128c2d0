import { ArrowRightOutlined } from '@ant-design/icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, Empty } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { besidesSecond, type Scan, wantsSecond } from '@/parts/scan_queue/scans';
import { Code } from '@/ui/values/values';
import { StandingIssues } from './StandingIssues';
import { hueOf, ICONS } from './verdicts';

interface Props {
  scans: readonly Scan[];
  cut: boolean;
  onInspect: (scan: Scan) => void;
  onSecond: () => void;
  onUndo: (scan: Scan) => void;
  onMoveBack: (scan: Scan) => void;
}

/** All scans, newest first, each with its result. */
export function ScanJournal(props: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: props.scans.length, getScrollElement: () => box.current, estimateSize: () => 76, overscan: 8, getItemKey: (at) => props.scans[at]?.id ?? at });
  const waiting = props.scans.some(({ state }) => state === 'ready');
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!waiting) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [waiting, props.scans]);

  if (props.scans.length === 0) return <Empty className="station-empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('station:journal_empty')} />;
  return (
    <div ref={box} className="station-scroll" role="region" aria-label={t('station:journal')}>
      <ol className="station-rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const scan = props.scans[row.index];
          if (!scan) return null;
          return (
            <li key={row.key} ref={rows.measureElement} data-index={row.index} style={{ transform: `translateY(${row.start}px)` }} className={`station-row hue-${hueOf(scan)} is-${scan.state}`}>
              <Row scan={scan} now={now} {...props} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Row({ scan, now, cut, onInspect, onSecond, onUndo, onMoveBack }: Omit<Props, 'scans'> & { scan: Scan; now: number }) {
  const { t } = useTranslation();
  const Icon = ICONS[scan.verdict];
  const open = scan.kind !== 'move' && (scan.state === 'ready' || scan.state === 'refused');
  const name = scan.seen ? <Link to={`/items/${scan.seen.id}`}>{scan.seen.name}</Link> : t(`station:verdict.${scan.verdict}`);
  return (
    <>
      <span className="station-icon" aria-hidden><Icon /></span>
      <div className="station-what">
        <div className="station-name">{name}</div>
        <div className="quiet"><Code>{scan.code}</Code></div>
        <div className="station-where"><Where scan={scan} /></div>
        <div className="station-state"><State scan={scan} now={now} cut={cut} /></div>
      </div>
      <div className="station-buttons">
        {wantsSecond(scan) && <Button onClick={onSecond}>{t('station:second_ask')}</Button>}
        {open && (!wantsSecond(scan) || besidesSecond(scan).length > 0) && <Button onClick={() => onInspect(scan)}>{t('station:inspect')}</Button>}
        {scan.kind === 'move' && scan.state === 'done' && scan.seen?.place && <Button onClick={() => onMoveBack(scan)}>{t('station:move_back')}</Button>}
        {(scan.state === 'stopped' || scan.state === 'refused') && <Button type="text" onClick={() => onUndo(scan)}>{t('station:dismiss')}</Button>}
      </div>
    </>
  );
}

/** The recorded place, and the place the item goes to. */
function Where({ scan }: { scan: Scan }) {
  const { t } = useTranslation();
  const from = scan.seen?.place;
  const goes = scan.place !== null && scan.place !== from && scan.kind !== 'loan' && scan.kind !== 'outbound' && scan.state !== 'stopped';
  if (!from && !goes) return null;
  return (
    <>
      {from && <><span className="quiet">{t('station:recorded')}</span> <Code>{from}</Code></>}
      {goes && <> <ArrowRightOutlined aria-label={t('station:goes_to')} /> <Code>{scan.place}</Code></>}
    </>
  );
}

/** The state of the scan, in words. */
function State({ scan, now, cut }: { scan: Scan; now: number; cut: boolean }) {
  const { t } = useTranslation();
  if (scan.state === 'refused') return <div className="station-bad"><StandingIssues issues={scan.issues ?? []} /></div>;
  if (scan.state === 'stopped') {
    const other = scan.elsewhere;
    return (
      <span className={scan.verdict === 'here' ? undefined : 'station-bad'}>
        {scan.issues?.[0]?.detail ?? t(`station:because.${scan.kind === 'move' && scan.verdict === 'not_here' ? 'not_movable' : scan.verdict}`)}{' '}
        {other && <Link to={`/station/${other.id}`}>{t('station:belongs', { number: other.number ?? '' })}</Link>}
      </span>
    );
  }
  if (scan.state === 'done') return <span className="station-good">{scan.deed ? t(`station:done.${scan.deed.outcome}`) : t('station:done.moved')}</span>;
  if (cut) return <span className="quiet">{t('station:kept')}</span>;
  if (scan.state === 'ready') {
    const left = Math.ceil((scan.due - now) / 1000);
    return <span className="quiet">{left > 0 ? t('station:goes_in', { count: left }) : t('station:waits')}</span>;
  }
  return <span className="quiet">{scan.state === 'asked' ? t('station:asking') : t('station:sending')}</span>;
}
