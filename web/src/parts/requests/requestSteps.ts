// The steps of a request as people recognise them: many calls of one person carrying it out are one act.
import type { Schemas } from '@/api/client';

type Step = Schemas['StepView'];

/** A step, or several calls of one person carrying the request out. */
export interface Act {
  step: Step;
  /** When the last of the calls was made; absent for a single one. */
  until?: string;
  /** How many calls it was. */
  calls: number;
}

/** Joins the calls of one person that follow each other. */
export function actsOf(steps: readonly Step[]): Act[] {
  const acts: Act[] = [];
  for (const step of steps) {
    const last = acts.at(-1);
    if (last && step.action === 'execute' && last.step.action === 'execute' && step.actor_id === last.step.actor_id) {
      last.until = step.taken_at;
      last.calls += 1;
    } else acts.push({ step, calls: 1 });
  }
  return acts;
}
