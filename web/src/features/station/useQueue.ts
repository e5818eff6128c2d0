// The queue of the person signed in, one for the whole browser: a second tab waits until the first is closed.
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { queryClient } from '@/api/client';
import { useMe } from '@/app/me';
import { device } from './keeping';
import { line } from './line';
import { ScanQueue } from './queue';
import type { Standing } from './standing';

let current: ScanQueue | null = null;

/** The queue of this person. */
export function openQueue(user: string): ScanQueue {
  if (current?.user === user) return current;
  const queue = new ScanQueue({ keeping: device, line, user });
  current = queue;
  window.addEventListener('online', () => {
    if (current === queue) queue.reconnect();
  });
  queue.onAnswer(() => void queryClient.invalidateQueries({ predicate: ({ queryKey }) => /requests|items|work|loans|discrepancies/.test(String(queryKey[1])) }));
  // Held until the tab is closed.
  if (navigator.locks) void navigator.locks.request(`custody.scans.${user}`, () => queue.load().then(() => new Promise(() => undefined)));
  else void queue.load();
  return queue;
}

export function useQueue(): { queue: ScanQueue } & Standing {
  const me = useMe();
  const queue = useMemo(() => openQueue(me.user.id), [me.user.id]);
  const standing = useSyncExternalStore(queue.subscribe, queue.read);
  // Whoever has just signed in again goes on with what was left.
  useEffect(() => queue.reconnect(), [queue]);
  return { queue, ...standing };
}
