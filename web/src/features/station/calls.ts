// Calls made of scans, and what their refusals mean.
import type { Schemas } from '@/api/client';
import type { Problem } from '@/api/problem';
import { type Call, lineOf, type Scan } from './scans';

/** The call that carries these scans of one task. */
export function callOf(scans: readonly Scan[], { user, task, kind }: Pick<Scan, 'user' | 'task' | 'kind'>, made: { id: string; at: number; token: string | undefined }): Call {
  const lines = scans.map(lineOf);
  const confirmation = made.token ? { confirmation: made.token } : {};
  const body = kind === 'move' ? { moves: lines as Schemas['Move'][], ...confirmation } : { lines: lines as Schemas['LineExecution'][], ...confirmation };
  return { id: made.id, user, task, kind, body, scans: scans.map(({ id }) => id), at: made.at };
}

/** The lines a refused call was refused for, by their position. */
export function namedLines(problem: Problem, call: Call): Map<number, Schemas['RefusalView']> {
  const named = new Map<number, Schemas['RefusalView']>();
  for (const { pointer, code, detail } of problem.fields) {
    const at = Number(/^\/(?:lines|moves)\/(\d+)/.exec(pointer)?.[1] ?? NaN);
    if (at < call.scans.length && !named.has(at)) named.set(at, { code, detail });
  }
  return named;
}

/** Whether the same call is worth repeating: it may have got through, or will. */
export function waits({ status }: Problem): boolean {
  return status === 0 || status >= 500 || status === 401 || status === 429;
}

const PAUSES = [0, 1_000, 2_000, 5_000, 10_000, 30_000];
/** As many failures as lead to the longest pause. */
export const PATIENT = PAUSES.length - 1;

/** Milliseconds to wait after so many failures in a row. */
export function pauseAfter(failures: number): number {
  return PAUSES[Math.min(failures, PATIENT)] ?? 0;
}
