import { patience } from '@/api/client';
import { Problem } from '@/api/problem';

/** The outcome of one decision of many. */
export interface Outcome<T> {
  row: T;
  problem?: Problem;
}

const pause = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));

/** Decides one after another, each under its own Idempotency-Key, retried after a network failure. A refusal does not stop the rest. */
export async function decideAll<T>(rows: readonly T[], decide: (row: T, key: string) => Promise<unknown>, progress: (done: number) => void): Promise<Outcome<T>[]> {
  const outcomes: Outcome<T>[] = [];
  for (const row of rows) {
    outcomes.push(await decideWithPatience(row, decide));
    progress(outcomes.length);
  }
  return outcomes;
}

async function decideWithPatience<T>(row: T, decide: (row: T, key: string) => Promise<unknown>): Promise<Outcome<T>> {
  const key = crypto.randomUUID();
  for (let count = 0; ; count++) {
    try {
      await decide(row, key);
      return { row };
    } catch (error) {
      if (!patience.retry(count, error)) return { row, problem: Problem.from(error) };
      await pause(patience.retryDelay(count));
    }
  }
}
