import type { Schemas } from '@/api/client';
import type { Deed, TaskKind } from './scans';

type Outcome = Schemas['LineOutcome'];

/** What can be said of a line, the usual first; whether it may be is for the API to say. */
export const OUTCOMES: Readonly<Record<TaskKind, readonly Outcome[]>> = {
  intake: ['accepted', 'accepted_corrected', 'refused', 'not_executed'],
  outbound: ['released', 'not_executed'],
  loan: ['lent', 'not_executed'],
  loan_return: ['returned', 'not_executed'],
  move: [],
};

const CONDITION_WORDS: Record<Schemas['Condition'], true> = { intact: true, damaged: true, short: true, substituted: true, lost: true };
export const CONDITIONS = Object.keys(CONDITION_WORDS) as Schemas['Condition'][];

/** What scanning alone means. */
export function usual(kind: TaskKind): Deed | null {
  const outcome = OUTCOMES[kind][0];
  if (outcome === undefined) return null;
  return kind === 'loan_return' ? { outcome, condition: 'intact' } : { outcome };
}

/** Whether goods are put somewhere, so that the place comes first. */
export function puts(kind: TaskKind): boolean {
  return kind === 'intake' || kind === 'loan_return' || kind === 'move';
}
