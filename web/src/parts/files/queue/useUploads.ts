// The signed-in person's uploads; one tab of the browser sends them at a time.
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { queryClient } from '@/api/client';
import { useMe } from '@/ui/session/me';
import { sha256Of } from '@/ui/sha256';
import { connectionOf } from './connection';
import { deviceStorage } from './storage';
import { keyOf, type Standing, type Subject } from './uploads';
import { UploadQueue } from './UploadQueue';

let current: UploadQueue | null = null;

const alone = async (work: () => Promise<void>): Promise<void> => (navigator.locks ? navigator.locks.request('custody.uploads', work) : work());

/** The uploads of a person; the same object on every call. */
export function openUploads(user: string): UploadQueue {
  if (current?.user === user) return current;
  const queue = new UploadQueue({ storage: deviceStorage, connection: connectionOf(user), user, hash: sha256Of, alone });
  current = queue;
  queue.onSettled(() => void queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/files') }));
  window.addEventListener('online', () => {
    if (current === queue) queue.retry();
  });
  void queue.load();
  return queue;
}

/** The queue, and what of it belongs to one object. */
export function useUploads(subject: Subject): { queue: UploadQueue; standings: readonly Standing[] } {
  const me = useMe();
  const queue = useMemo(() => openUploads(me.user.id), [me.user.id]);
  const all = useSyncExternalStore(queue.subscribe, queue.read);
  // After signing in again, whatever was left is sent.
  useEffect(() => queue.retry(), [queue]);
  const key = keyOf(subject);
  const standings = useMemo(() => all.filter(({ upload }) => keyOf(upload.subject) === key), [all, key]);
  return { queue, standings };
}
