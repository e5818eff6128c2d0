// The photograph of a signed copy: announced and sent at once, because the signature names it.
import type { Schemas } from '@/api/client';
import { connectionOf } from '@/parts/files/queue/connection';
import { sha256Of } from '@/ui/sha256';

/** Bytes of one part. */
const PART = 4 << 20;

/** Sends the photograph of the signed copy of a hand-over; answers the file's id. */
export async function sendPhotograph(user: string, handover: Schemas['HandoverView'], maker: string, photograph: File): Promise<string> {
  const connection = connectionOf(user);
  const subject = { subject: 'handover' as const, subject_id: handover.id };
  const upload = { id: crypto.randomUUID(), user, subject, caption: { maker }, name: photograph.name, content: photograph, sha256: null, file: null };
  const file = await connection.announce(upload, await sha256Of(photograph));
  for (let offset = 0; offset < photograph.size; offset += PART) await connection.send(file, offset, photograph.slice(offset, offset + PART));
  return file;
}
