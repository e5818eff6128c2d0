// A scan on its way from the camera to the server's answer. Nothing here decides what the rules of custody allow:
// verdicts restate the API's answers in the station's terms.
import type { Schemas } from '@/api/client';
import { cleanCode, isLabelShaped } from '@/ui/scanning/scannedCode';

/** Work at the station: carrying out a request of some kind, or moving goods. */
export type TaskKind = Schemas['RequestKind'] | 'move';

export interface Task {
  /** Id of the request; `move` for moves. */
  id: string;
  kind: TaskKind;
}

export const MOVING: Task = { id: 'move', kind: 'move' };

/** What a code turned out to be for the task; each has its own colour, text and sound. */
export type Verdict = 'here' | 'elsewhere' | 'not_here' | 'again' | 'unknown' | 'unbound' | 'replaced' | 'retired' | 'forged' | 'mistyped' | 'foreign' | 'malformed' | 'unchecked' | 'refused' | 'no_place' | 'place' | 'layout' | 'busy' | 'unkept' | 'other_tab';

/** The outcome the custodian recorded for the item, with its details. */
export type Deed = Pick<Schemas['LineExecution'], 'outcome' | 'seal_no' | 'reason' | 'condition' | 'sealing' | 'corrected' | 'label'>;

/** Something that stands against a line, with the member of the line it is about. */
export type LineIssue = Schemas['LineIssueView'];

/** What the server reported about the item when it was looked up. */
export interface Seen {
  id: string;
  name: string;
  category: Schemas['Category'];
  pieces: number;
  unit: string;
  place: string | null;
}

/**
 * The state of a scan: `asked` waits for the look-up, `ready` to be sent, `sending` belongs to a call not yet answered,
 * `done` and `refused` are the server's answers, `stopped` is never sent.
 */
type ScanState = 'asked' | 'ready' | 'sending' | 'done' | 'refused' | 'stopped';

export interface Scan {
  id: string;
  /** Who scanned it; sent only in this user's session. */
  user: string;
  task: string;
  kind: TaskKind;
  code: string;
  at: number;
  /** Code of the current place when it was scanned. */
  place: string | null;
  deed: Deed | null;
  state: ScanState;
  verdict: Verdict;
  /** Whether the locally known lines of the request include it. */
  listed?: boolean;
  seen?: Seen;
  /** The other request that holds the item. */
  elsewhere?: { id: string; number: string | null };
  /** Not sent before this time; until then it can be undone without a trace. */
  due: number;
  /** Whether it is sent with the second custodian's confirmation. */
  second?: boolean;
  call?: string;
  /** Everything that stands against it; the first is the one to name. */
  issues?: LineIssue[];
  /** Where it could be put instead. */
  proposed?: string;
}

/** A call that may have reached the server; retried unchanged, under its key, until it is answered. */
export interface Call {
  /** The Idempotency-Key. */
  id: string;
  user: string;
  task: string;
  kind: TaskKind;
  body: Schemas['ExecutionCall'] | Schemas['MovesCall'];
  /** Ids of its scans, in the order of the body's lines. */
  scans: string[];
  at: number;
}

/** The item as described by a line of a request. */
export function seenIn(line: Schemas['RequestLineView']): Seen {
  return { id: line.item_id, name: line.name, category: line.category, pieces: line.pieces, unit: line.unit, place: line.place_code };
}

/** A line carried out without scanning, as a scan ready to be sent. */
export function addedScan(line: Schemas['RequestLineView'], task: Task, made: { id: string; user: string; at: number; now: number; place: string | null; deed: Deed }): Scan {
  const { id, user, at, now, place, deed } = made;
  // Staggered, so that the list keeps the order of the lines.
  return { id, user, task: task.id, kind: task.kind, code: line.code, at: now - at / 1_000_000, place, deed, state: 'ready', verdict: 'here', listed: true, seen: seenIn(line), due: now };
}

/** A code normalised for comparison: upper case, a label's without spaces and hyphens. Those of a place tell it from others. */
export function plainCode(given: string): string {
  const code = cleanCode(given).toUpperCase();
  return isLabelShaped(code) ? code.replaceAll(/[\s-]/g, '') : code;
}

export function isOpen(scan: Scan): boolean {
  return scan.state === 'asked' || scan.state === 'ready' || scan.state === 'sending';
}

const ACTS: Record<TaskKind, Schemas['NextAction']> = { intake: 'receive', outbound: 'hand_out', loan: 'hand_out', loan_return: 'take_back', move: 'move' };

/** Judges the answer to a look-up for the task; the scan is sent when `state` is `ready`. */
export function judge(scan: Scan, view: Schemas['ScanView']): Pick<Scan, 'verdict' | 'state' | 'seen' | 'elsewhere' | 'issues' | 'proposed'> {
  const { item, hold } = view;
  if (!item) return { verdict: view.outcome === 'found' ? 'unknown' : view.outcome, state: 'stopped' };
  const seen: Seen = { id: item.id, name: item.name, category: item.category, pieces: item.pieces, unit: item.unit, place: item.place_code };
  // A former label leads to the item, but goods change hands only by their current label.
  if (view.outcome !== 'found') return { verdict: view.outcome, state: 'stopped', seen };
  const other = hold && hold.request_id !== scan.task ? { id: hold.request_id, number: hold.number } : undefined;
  const offered = view.actions.includes(ACTS[scan.kind]);
  if (scan.kind === 'move') {
    if (!offered) return { verdict: 'not_here', state: 'stopped', seen, elsewhere: other };
    if (item.place_code === scan.place) return { verdict: 'here', state: 'stopped', seen };
    return { ...standing(view.issues, 'elsewhere'), seen, proposed: view.proposed_place ?? undefined };
  }
  if (!offered || !hold || other) return { verdict: scan.listed && !other ? 'again' : 'not_here', state: 'stopped', seen, elsewhere: other };
  // Taken from a shelf other than the recorded one: worth a look, but no reason to stop.
  const handsOut = scan.kind === 'outbound' || scan.kind === 'loan';
  const elsewhere = handsOut && scan.place !== null && item.place_code !== scan.place;
  return { ...standing(view.issues, elsewhere ? 'elsewhere' : 'here'), seen, proposed: view.proposed_place ?? undefined };
}

/** Ready to be sent, unless the server says what it would be refused for. */
export function standing(issues: readonly LineIssue[] | undefined, ready: Verdict): Pick<Scan, 'verdict' | 'state' | 'issues'> {
  const [first] = issues ?? [];
  return first ? { verdict: verdictOfRefusal(first.code), state: 'refused', issues: [...(issues ?? [])] } : { verdict: ready, state: 'ready', issues: undefined };
}

const SECOND: ReadonlySet<string> = new Set(['second_custodian_needed', 'confirmation_invalid']);

/** What stands against a scan when a second custodian confirms. */
export function besidesSecond(scan: Pick<Scan, 'issues'>): LineIssue[] {
  return (scan.issues ?? []).filter(({ code }) => !SECOND.has(code));
}

/** The scan once a second custodian has confirmed: ready, unless something else stands against it. */
export function withSecond(scan: Scan): Scan {
  return { ...scan, second: true, ...standing(besidesSecond(scan), 'here') };
}

const BY_REFUSAL: Readonly<Record<string, Verdict>> = {
  item_not_in_request: 'not_here',
  line_done: 'again',
  list_repeats: 'again',
  label_unknown: 'unknown',
};

/** The verdict shown for a refused line. */
export function verdictOfRefusal(code: string): Verdict {
  return BY_REFUSAL[code] ?? 'refused';
}

/** Whether the scan needs a second custodian. */
export function wantsSecond(scan: Scan): boolean {
  return scan.state === 'refused' && (scan.issues ?? []).some(({ code }) => SECOND.has(code));
}

/** The line of a call for a scan. */
export function lineOf(scan: Scan): Schemas['LineExecution'] | Schemas['Move'] {
  if (scan.kind === 'move' || !scan.deed) return { item: scan.code, place: scan.place ?? '' };
  const puts = scan.kind === 'intake' || scan.kind === 'loan_return';
  return { item: scan.code, ...scan.deed, ...(puts && scan.place ? { place: scan.place } : {}) };
}

/** The scan of a task that makes another one of the same code pointless. */
export function alreadyScanned(scans: readonly Scan[], task: Task, code: string, place: string | null): Scan | undefined {
  return scans.find((scan) => {
    if (scan.task !== task.id || scan.code !== code) return false;
    if (isOpen(scan)) return true;
    // An item may be moved again, to another place.
    return scan.state === 'done' && (task.kind !== 'move' || scan.place === place);
  });
}

/** Ids of a task's refused scans of these codes. */
export function refusedAmong(scans: readonly Scan[], task: string, codes: ReadonlySet<string>, but?: string): string[] {
  const turned = scans.filter((scan) => scan.task === task && scan.id !== but && !isOpen(scan) && scan.state !== 'done');
  return turned.filter(({ code }) => codes.has(code)).map(({ id }) => id);
}
