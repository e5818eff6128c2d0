import type { Schemas } from '@/api/client';
import type { Deed, TaskKind } from '@/parts/scan_queue/scans';

type Outcome = Schemas['LineOutcome'];

/** What can be said of a line, the usual first; whether it may be is for the API to say. */
export const OUTCOMES: Readonly<Record<TaskKind, readonly Outcome[]>> = {
  intake: ['accepted', 'accepted_corrected', 'refused', 'not_executed'],
  outbound: ['released', 'not_executed'],
  loan: ['lent', 'not_executed'],
  loan_return: ['returned', 'not_executed'],
  move: [],
};

/** What scanning alone means. */
export function usualOutcome(kind: TaskKind): Deed | null {
  const outcome = OUTCOMES[kind][0];
  if (outcome === undefined) return null;
  return kind === 'loan_return' ? { outcome, condition: 'intact' } : { outcome };
}

/** Whether goods are put somewhere, so that the place comes first. */
export function putsAway(kind: TaskKind): boolean {
  return kind === 'intake' || kind === 'loan_return' || kind === 'move';
}
