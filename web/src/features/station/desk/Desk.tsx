import { CameraOutlined, CloudUploadOutlined, EditOutlined, SoundOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Badge, Button, Grid, Input, type InputRef, Segmented, Tooltip } from 'antd';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { ConditionPictures } from '@/parts/files/ConditionPictures';
import { getPlaceDirectory, refreshPlaceDirectory, usePlaceDirectory } from '@/parts/places/placeDirectory';
import { type Deed, isOpen, plainCode, type Scan, type Seen, type Task, type Verdict, wantsSecond } from '@/parts/scan_queue/scans';
import { isQuiet, keepQuiet, sound } from '@/parts/scan_queue/sounds';
import type { ScanEvent } from '@/parts/scan_queue/types';
import { useScanQueue, useStationHere } from '@/parts/scan_queue/useScanQueue';
import { SecondCustodianDialog } from '@/parts/second_custodian/SecondCustodianDialog';
import { useConfirm } from '@/ui/confirm';
import { useScanner } from '@/ui/scanning/handScanner';
import { readScanned, type Scanned } from '@/ui/scanning/scannedCode';
import { SealingSelect } from '../SealingSelect';
import { StorageAlert } from '../StorageAlert';
import type { RequestLine } from '../useRequestLines';
import { Banner, type Told } from './Banner';
import { BindLabel } from './BindLabel';
import { type Inspected, Inspection } from './Inspection';
import { putsAway, usualOutcome } from './outcomes';
import { PlaceStrip } from './PlaceStrip';
import { RemainingLines } from './RemainingLines';
import { ScanJournal } from './ScanJournal';
import { SecondCustodianTimer } from './SecondCustodianTimer';
import '../station.css';

const Camera = lazy(() => import('./Camera'));
const LOOKS = 'custody.station.camera';

interface Props {
  task: Task;
  /** All lines of the request, by code; moves have none. */
  lines?: ReadonlyMap<string, RequestLine>;
  /** Says why nothing can be carried out, or that all is done; undefined while there is something to do. */
  barred?: ReactNode;
}

/** The scanning desk: the place first, then items, by camera, hand scanner or typing. */
export function Desk({ task, lines, barred }: Props) {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().lg ?? true;
  const confirm = useConfirm();
  const directory = usePlaceDirectory();
  const { queue, scans, unsent, cutSince, second, loaded, unkept } = useScanQueue();
  const takeOver = useStationHere();
  const [place, setPlace] = useState<string | null>(null);
  const [sealing, setSealing] = useState<Schemas['Sealing']>();
  const [event, setEvent] = useState<Told | null>(null);
  const [quiet, setQuiet] = useState(isQuiet);
  const [looking, setLooking] = useState(() => localStorage.getItem(LOOKS) === 'yes');
  const [inspected, setInspected] = useState<Inspected | null>(null);
  const [asking, setAsking] = useState(false);
  const [binding, setBinding] = useState<string | null>(null);
  const [tab, setTab] = useState<'journal' | 'left'>('journal');

  const mine = useMemo(() => scans.filter((scan) => scan.task === task.id), [scans, task.id]);
  const left = useMemo(() => {
    const busy = new Set(mine.filter((scan) => isOpen(scan) || scan.state === 'done').map(({ code }) => code));
    return [...(lines?.values() ?? [])].filter((line) => line.outcome === 'pending' && !busy.has(plainCode(line.code)));
  }, [lines, mine]);
  const waiting = scans.filter(wantsSecond).length;
  const done = mine.filter(({ state }) => state === 'done').length;

  const show = useCallback((shown: ScanEvent) => {
    setEvent(shown);
    sound(shown.verdict);
  }, []);
  useEffect(
    () =>
      queue.onEvent((told) => {
        if (told.scan !== undefined && told.scan.task !== task.id) return;
        // A place that this device's directory does not have yet.
        if (told.verdict === 'place') setPlace(told.code);
        if (told.verdict === 'unbound' && task.kind === 'intake') setBinding(told.code);
        show(told);
      }),
    [queue, task.id, task.kind, show],
  );

  const busyWith = inspected !== null || asking || binding !== null;
  const say = (verdict: Verdict, code: string, seen?: Seen) => show({ verdict, code, seen, seq: Date.now() });
  const stand = (code: string) => {
    setPlace(code);
    say('place', code);
  };
  const take = async ({ code, trouble }: Scanned) => {
    // Whatever is scanned is taken or refused aloud.
    if (barred) return say('refused', code);
    if (busyWith) return say('busy', code);
    const found = (directory ?? (await getPlaceDirectory())).find(code);
    if (found) return stand(found.code);
    if (trouble) return say(trouble === 'layout' ? 'layout' : 'malformed', code.slice(0, 64));
    if (putsAway(task.kind) && place === null) {
      refreshPlaceDirectory();
      return say('no_place', code);
    }
    await queue.take(task, code, place, usualOutcome(task.kind, sealing), lines);
  };
  useScanner((scanned) => void take(scanned));

  const inspectScan = (scan: Scan) => {
    if (!scan.seen || !scan.deed) return;
    queue.hold(scan.id, true);
    setInspected({ scan: scan.id, item: scan.seen.id, code: scan.code, name: scan.seen.name, category: scan.seen.category, deed: scan.deed, place: scan.place, standing: scan });
  };
  const inspectLine = (line: RequestLine) => {
    const deed = usualOutcome(task.kind, sealing);
    if (deed) setInspected({ line, item: line.item_id, code: line.code, name: line.name, category: line.category, deed, place });
  };
  const bind = (line: RequestLine, label: string) => {
    setBinding(null);
    setInspected({ line, item: line.item_id, code: line.code, name: line.name, category: line.category, deed: { ...(usualOutcome(task.kind, sealing) ?? { outcome: 'accepted' }), label }, place });
  };
  const pictured = inspected && (inspected.line ?? [...(lines?.values() ?? [])].find(({ item_id }) => item_id === inspected.item));
  const pictures = pictured && task.kind !== 'move' && <ConditionPictures request={{ id: task.id, kind: task.kind }} line={pictured} />;
  const closeInspection = () => {
    if (inspected?.scan) queue.hold(inspected.scan, false);
    setInspected(null);
  };
  const inspectedAs = (what: Inspected, deed: Deed, at: string | null) => {
    if (what.scan) void queue.amend(what.scan, { deed, place: at });
    else if (what.line) void queue.add(task, [what.line], at, deed);
    // The blank label now belongs to the item's own scan.
    const blank = deed.label && mine.find(({ code, verdict }) => code === deed.label && verdict === 'unbound');
    if (blank) void queue.undo(blank.id);
    setInspected(null);
  };
  const all = async () => {
    const deed = usualOutcome(task.kind, sealing);
    if (!deed) return;
    if (putsAway(task.kind) && place === null) return say('no_place', '');
    const what = { count: left.length, place: place ?? '' };
    const sure = await confirm({ title: t(`station:all_title.${task.kind}`, what), content: t('station:all_help'), ok: t(`station:all_ok.${task.kind}`, what) });
    if (sure) await queue.add(task, left, putsAway(task.kind) ? place : null, deed);
  };
  const last = mine[0];
  const undoable = last !== undefined && last.state !== 'done' && last.state !== 'sending' ? last : null;
  const keep = (name: string, on: boolean) => localStorage.setItem(name, on ? 'yes' : 'no');

  const journal = (
    <ScanJournal
      scans={mine}
      cut={cutSince !== null}
      onInspect={inspectScan}
      onSecond={() => setAsking(true)}
      onUndo={(scan) => void queue.undo(scan.id)}
      onMoveBack={(scan) => void queue.moveBack(scan)}
    />
  );
  const remaining = lines && (
    <RemainingLines lines={left} byPlace={!putsAway(task.kind)} onInspect={inspectLine} onAll={barred ? undefined : () => void all()} allText={t(`station:all.${task.kind}`, { count: left.length })} />
  );

  return (
    <div className={`station ${wide ? 'station-wide-desk' : ''}`}>
      <section className="station-hand" aria-label={t('station:hand')}>
        <StorageAlert unkept={unkept} />
        {!loaded && !unkept && <Alert type="warning" showIcon title={t('station:other_tab')} action={<Button onClick={takeOver}>{t('station:take_over')}</Button>} />}
        {barred}
        {looking && !barred && (
          <Suspense fallback={<div className="station-camera" />}>
            <Camera onCode={(code) => void take(readScanned(code))} />
          </Suspense>
        )}
        <PlaceStrip place={place} path={place ? (directory?.path(place) ?? '') : ''} needed={putsAway(task.kind)} done={done} onPlace={stand} onClear={() => setPlace(null)} />
        {task.kind !== 'move' && !barred && <SealingSelect value={sealing} onChange={setSealing} />}
        <Banner event={event} scans={mine} means={t(`station:means.${task.kind}`)} onInspect={inspectScan} onSecond={() => setAsking(true)} />
        <SecondCustodianTimer second={second} waiting={waiting} onAsk={() => setAsking(true)} onGone={() => queue.unconfirmed()} />
        <Unsent unsent={unsent} cut={cutSince !== null} onSend={() => void queue.sendNow()} />
      </section>
      {wide ? (
        <>
          <section className="station-list"><h2>{t('station:journal')} <Badge count={mine.length} overflowCount={99_999} showZero color="#646b76" /></h2>{journal}</section>
          {remaining && <section className="station-list"><h2>{t('station:left')} <Badge count={left.length} overflowCount={99_999} showZero color="#646b76" /></h2>{remaining}</section>}
        </>
      ) : (
        <section className="station-list">
          {remaining && (
            <Segmented
              block
              size="large"
              value={tab}
              onChange={setTab}
              options={[
                { value: 'journal', label: t('station:journal_tab', { count: mine.length }) },
                { value: 'left', label: t('station:left_tab', { count: left.length }) },
              ]}
            />
          )}
          {remaining && tab === 'left' ? remaining : journal}
        </section>
      )}
      <footer className="station-bar no-print">
        <Button
          size="large"
          icon={<CameraOutlined />}
          type={looking ? 'primary' : 'default'}
          aria-pressed={looking}
          onClick={() => {
            keep(LOOKS, !looking);
            setLooking(!looking);
          }}
        >
          {t('station:camera')}
        </Button>
        <Typed onCode={(code) => void take(readScanned(code))} wide={wide} />
        <Button size="large" icon={<UndoOutlined />} disabled={undoable === null} onClick={() => undoable && void queue.undo(undoable.id)}>
          {t('station:undo')}
        </Button>
        <Tooltip title={quiet ? t('station:sound_on') : t('station:sound_off')}>
          <Button
            size="large"
            icon={<SoundOutlined />}
            type={quiet ? 'dashed' : 'default'}
            aria-pressed={!quiet}
            aria-label={t('station:sound')}
            onClick={() => {
              keepQuiet(!quiet);
              setQuiet(!quiet);
              if (quiet) sound('here');
            }}
          />
        </Tooltip>
      </footer>
      <Inspection kind={task.kind} inspected={inspected} pictures={pictures} onClose={closeInspection} onDone={inspectedAs} />
      <BindLabel code={binding} lines={left} onClose={() => setBinding(null)} onPick={bind} />
      <SecondCustodianDialog open={asking} waiting={waiting} onClose={() => setAsking(false)} onConfirmed={(given) => void queue.confirmed(given)} />
    </div>
  );
}

/** The number of scans the server has not answered yet. */
function Unsent({ unsent, cut, onSend }: { unsent: number; cut: boolean; onSend: () => void }) {
  const { t } = useTranslation();
  if (unsent === 0) return <div className="station-unsent quiet"><CloudUploadOutlined aria-hidden /> {t('station:all_sent')}</div>;
  return (
    <div className={`station-unsent ${cut ? 'station-cut' : ''}`} role="status" data-unsent={unsent}>
      <CloudUploadOutlined aria-hidden />
      <span>{cut ? t('station:unsent_cut', { count: unsent }) : t('station:unsent', { count: unsent })}</span>
      <Button size="small" onClick={onSend}>{t('station:send_now')}</Button>
    </div>
  );
}

/** A field for typing a code: always shown on a desktop, on demand on a phone. */
function Typed({ onCode, wide }: { onCode: (code: string) => void; wide: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const field = useRef<InputRef>(null);
  const send = () => {
    if (text.trim() !== '') onCode(text);
    setText('');
    field.current?.focus();
  };
  if (!wide && !open) return <Button size="large" icon={<EditOutlined />} onClick={() => setOpen(true)}>{t('station:type')}</Button>;
  return (
    <Input.Search
      ref={field}
      className="station-typed"
      size="large"
      autoFocus={open}
      autoCapitalize="characters"
      autoComplete="off"
      value={text}
      maxLength={64}
      placeholder={t('station:type_help')}
      aria-label={t('station:type_help')}
      enterButton={t('station:type_ok')}
      onChange={(change) => setText(change.target.value)}
      onSearch={send}
      onKeyDown={(event) => {
        // The suffix of a scanner; without a code Tab moves the focus.
        if (event.key !== 'Tab' || event.shiftKey || text.trim() === '') return;
        event.preventDefault();
        send();
      }}
      onBlur={() => text === '' && setOpen(false)}
    />
  );
}
