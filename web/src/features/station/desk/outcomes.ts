import type { Schemas } from '@/api/client';
import type { Deed, TaskKind } from '@/parts/scan_queue/scans';

type Outcome = Schemas['LineOutcome'];

/** The possible outcomes of a line, the usual one first; the API decides which are allowed. */
export const OUTCOMES: Readonly<Record<TaskKind, readonly Outcome[]>> = {
  intake: ['accepted', 'accepted_corrected', 'refused', 'not_executed'],
  outbound: ['released', 'not_executed'],
  loan: ['lent', 'not_executed'],
  loan_return: ['returned', 'not_executed'],
  move: [],
};

/** The outcome of scanning without further input. */
export function usualOutcome(kind: TaskKind, sealing?: Schemas['Sealing']): Deed | null {
  const outcome = OUTCOMES[kind][0];
  if (outcome === undefined) return null;
  return { outcome, ...(kind === 'loan_return' ? { condition: 'intact' } : {}), ...(sealing ? { sealing } : {}) };
}

/** Whether goods are put away, so that the place must be known first. */
export function putsAway(kind: TaskKind): boolean {
  return kind === 'intake' || kind === 'loan_return' || kind === 'move';
}
