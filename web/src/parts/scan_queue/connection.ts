// The queue's connection to the API, in the name of the person who scanned and of nobody else.
import { api, body, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { isOpenedFor } from '@/api/session';
import type { Call } from './scans';
import type { Connection } from './types';

/** Milliseconds after which a hanging call counts as failed. */
const TIMEOUT = 15_000;

/** Whoever may be signed in by now: the scans of one person are never sent in another one's session. */
function check(user: string): void {
  if (!isOpenedFor(user)) throw new Problem(401, {});
}

async function send(call: Call): Promise<Schemas['LineResultView'][]> {
  const header = { 'Idempotency-Key': call.id };
  const signal = AbortSignal.timeout(TIMEOUT);
  if (call.kind === 'move') {
    return (await body(api.POST('/api/v1/moves', { params: { header }, body: call.body as Schemas['MovesCall'], signal }))).results;
  }
  const path = { id: call.task };
  return (await body(api.POST('/api/v1/requests/{id}/execution', { params: { header, path }, body: call.body as Schemas['ExecutionCall'], signal }))).results;
}

export function connectionOf(user: string): Connection {
  return {
    look: async ({ code, task, kind, place }) => {
      check(user);
      const query = { ...(kind === 'move' ? {} : { request_id: task }), ...(place === null ? {} : { place }) };
      return body(api.GET('/api/v1/scan/{code}', { params: { path: { code }, query }, signal: AbortSignal.timeout(TIMEOUT) }));
    },
    send: async (call) => {
      check(user);
      return send(call);
    },
  };
}
