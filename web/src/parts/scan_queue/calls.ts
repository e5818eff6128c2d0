// Groups scans into API calls, and applies the answers to them.
import type { Schemas } from '@/api/client';
import type { Problem } from '@/api/problem';
import { besidesSecond, type Call, type LineIssue, lineOf, type Scan, standing, wantsSecond, withSecond } from './scans';

/** Maximum lines per call. */
const BATCH = 200;

/** The scans to send next: due, of one task, oldest first, either all with a second custodian's confirmation or all without. */
export function dueBatch(scans: readonly Scan[], now: number): Scan[] {
  const due = scans.filter((scan) => scan.state === 'ready' && scan.due <= now).toSorted((a, b) => a.at - b.at);
  const first = due[0];
  return due.filter((scan) => scan.task === first?.task && Boolean(scan.second) === Boolean(first.second)).slice(0, BATCH);
}

/** Builds the call for scans of one task. */
export function callOf(scans: readonly Scan[], { user, task, kind }: Pick<Scan, 'user' | 'task' | 'kind'>, made: { id: string; at: number; token: string | undefined }): Call {
  const lines = scans.map(lineOf);
  const confirmation = made.token ? { confirmation: made.token } : {};
  const body = kind === 'move' ? { moves: lines as Schemas['Move'][], ...confirmation } : { lines: lines as Schemas['LineExecution'][], ...confirmation };
  return { id: made.id, user, task, kind, body, scans: scans.map(({ id }) => id), at: made.at };
}

/** The lines that caused a call to be refused, by position. */
export function namedLines(problem: Problem, call: Call): Map<number, LineIssue[]> {
  const named = new Map<number, LineIssue[]>();
  for (const { pointer, code, detail } of problem.fields) {
    const [, line, member] = /^\/(?:lines|moves)\/(\d+)(.*)$/.exec(pointer) ?? [];
    const at = Number(line ?? NaN);
    if (at < call.scans.length) named.set(at, [...(named.get(at) ?? []), { pointer: member || '/item', code, detail }]);
  }
  return named;
}

/** What stands against the line at a position; nothing when it was carried out. */
type IssuesOf = (at: number) => LineIssue[] | undefined;

/** The new state of an answered call's scans. */
export function settledBy(call: Call, scans: ReadonlyMap<string, Scan>, issuesOf: IssuesOf, { otherwise, seconded, now }: { otherwise: 'done' | 'ready'; seconded: boolean; now: number }): Scan[] {
  return call.scans.flatMap((id, at): Scan[] => {
    const scan = scans.get(id);
    if (!scan) return [];
    const issues = issuesOf(at) ?? [];
    if (issues.length === 0) return [{ ...scan, state: otherwise, call: undefined, issues: undefined }];
    const refused: Scan = { ...scan, ...standing(issues, 'here'), call: undefined, second: undefined };
    // A confirmation that is still valid covers this one too.
    const goesOn = !scan.second && wantsSecond(refused) && besidesSecond(refused).length === 0 && seconded;
    return [goesOn ? { ...withSecond(refused), verdict: scan.verdict, due: now } : refused];
  });
}

/** Whether to retry the same call: it may have arrived, or may succeed later. */
export function waits({ status, code }: Problem): boolean {
  // Somebody else is signed in: nothing was carried out, and the owner's next session sends it.
  return code === 'other_person_signed_in' || status === 0 || status >= 500 || status === 401 || status === 429;
}

const PAUSES = [0, 1_000, 2_000, 5_000, 10_000, 30_000];
/** The number of failures that leads to the longest pause. */
export const PATIENT = PAUSES.length - 1;

/** Milliseconds to wait after this many failures in a row. */
export function pauseAfter(failures: number): number {
  return PAUSES[Math.min(failures, PATIENT)] ?? 0;
}
