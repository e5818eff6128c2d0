// The queue's connection to the API.
import { api, body, type Schemas } from '@/api/client';
import type { Connection } from './types';

/** Milliseconds after which a hanging call counts as failed. */
const TIMEOUT = 15_000;

export const connection: Connection = {
  look: (code) => body(api.GET('/api/v1/scan/{code}', { params: { path: { code } }, signal: AbortSignal.timeout(TIMEOUT) })),
  send: async (call) => {
    const header = { 'Idempotency-Key': call.id };
    const signal = AbortSignal.timeout(TIMEOUT);
    if (call.kind === 'move') {
      return (await body(api.POST('/api/v1/moves', { params: { header }, body: call.body as Schemas['MovesCall'], signal }))).results;
    }
    const path = { id: call.task };
    return (await body(api.POST('/api/v1/requests/{id}/execution', { params: { header, path }, body: call.body as Schemas['ExecutionCall'], signal }))).results;
  },
};
