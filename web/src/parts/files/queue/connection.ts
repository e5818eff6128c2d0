// The calls of an upload, in the name of the person who took the picture and of nobody else.
import { api, body, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { isOpenedFor } from '@/api/session';
import type { Received, Upload, UploadConnection } from './uploads';

/** Milliseconds after which a hanging call counts as failed; a part may crawl over a bad line. */
const TIMEOUT = 60_000;

function check(user: string): void {
  if (!isOpenedFor(user)) throw new Problem(401, {});
}

/** What has come of a file; of one that is stored, all. */
function standing({ received, bytes, state }: Schemas['FileView']): Received {
  return { bytes: received ?? bytes, whole: state !== 'announced' && state !== 'refused' };
}

export function connectionOf(user: string): UploadConnection {
  const announce = async ({ id, subject, caption, name, content }: Upload, sha256: string): Promise<string> => {
    check(user);
    const file = await body(api.POST('/api/v1/files', { params: { header: { 'Idempotency-Key': id } }, body: { ...subject, ...caption, name, bytes: content.size, sha256 }, signal: AbortSignal.timeout(TIMEOUT) }));
    return file.id;
  };
  const received = async (file: string): Promise<Received> => {
    check(user);
    return standing(await body(api.GET('/api/v1/files/{id}', { params: { path: { id: file } }, signal: AbortSignal.timeout(TIMEOUT) })));
  };
  const send = async (file: string, offset: number, part: Blob): Promise<Received> => {
    check(user);
    const now = await body(
      api.PUT('/api/v1/files/{id}/content', {
        params: { path: { id: file }, query: { offset } },
        body: part as never,
        bodySerializer: (content: unknown) => content as Blob,
        headers: { 'Content-Type': 'application/octet-stream' },
        signal: AbortSignal.timeout(TIMEOUT),
      }),
    );
    return standing(now);
  };
  return { announce, received, send };
}
