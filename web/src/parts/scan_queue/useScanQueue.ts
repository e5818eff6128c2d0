// The signed-in person's queue, one per browser: a second tab waits until the first is closed.
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { queryClient } from '@/api/client';
import { useMe } from '@/ui/session/me';
import { connection } from './connection';
import { ScanQueue } from './ScanQueue';
import { deviceStorage } from './storage';
import type { QueueState } from './types';

let current: ScanQueue | null = null;

/** The queue of a person; the same object on every call. */
export function openScanQueue(user: string): ScanQueue {
  if (current?.user === user) return current;
  const queue = new ScanQueue({ storage: deviceStorage, connection, user });
  current = queue;
  window.addEventListener('online', () => {
    if (current === queue) queue.reconnect();
  });
  queue.onAnswer(() => void queryClient.invalidateQueries({ predicate: ({ queryKey }) => /requests|items|work|loans|discrepancies/.test(String(queryKey[1])) }));
  // The lock is held until the tab is closed.
  if (navigator.locks) void navigator.locks.request(`custody.scans.${user}`, () => queue.load().then(() => new Promise(() => undefined)));
  else void queue.load();
  return queue;
}

export function useScanQueue(): { queue: ScanQueue } & QueueState {
  const me = useMe();
  const queue = useMemo(() => openScanQueue(me.user.id), [me.user.id]);
  const standing = useSyncExternalStore(queue.subscribe, queue.read);
  // After signing in again, whatever was left is sent.
  useEffect(() => queue.reconnect(), [queue]);
  return { queue, ...standing };
}
