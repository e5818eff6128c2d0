// The signed-in person's queue, held by one tab of the browser at a time.
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { queryClient } from '@/api/client';
import { useMe } from '@/ui/session/me';
import { connectionOf } from './connection';
import { type Channel, type Message, Ownership } from './ownership/Ownership';
import { ScanQueue } from './ScanQueue';
import { deviceStorage } from './storage';
import type { QueueState } from './types';

let current: { queue: ScanQueue; ownership: Ownership } | null = null;

function channelNamed(name: string): Channel {
  const channel = new BroadcastChannel(name);
  return {
    say: (message) => channel.postMessage(message),
    listen: (heard) => channel.addEventListener('message', ({ data }: MessageEvent<Message>) => heard(data)),
  };
}

function open(user: string): { queue: ScanQueue; ownership: Ownership } {
  if (current?.queue.user === user) return current;
  current?.ownership.close();
  const queue = new ScanQueue({ storage: deviceStorage, connection: connectionOf(user), user });
  const name = `custody.scans.${user}`;
  const ownership = new Ownership({ held: queue, lock: (granted) => (navigator.locks ? navigator.locks.request(name, granted) : granted()), channel: channelNamed(name) });
  current = { queue, ownership };
  window.addEventListener('online', () => {
    if (current?.queue === queue) queue.reconnect();
  });
  queue.onAnswer(() => void queryClient.invalidateQueries({ predicate: ({ queryKey }) => /requests|items|work|loans|discrepancies/.test(String(queryKey[1])) }));
  return current;
}

/** The queue of a person; the same object on every call. */
export function openScanQueue(user: string): ScanQueue {
  return open(user).queue;
}

export function useScanQueue(): { queue: ScanQueue } & QueueState {
  const me = useMe();
  const queue = useMemo(() => openScanQueue(me.user.id), [me.user.id]);
  const standing = useSyncExternalStore(queue.subscribe, queue.read);
  // After signing in again, whatever was left is sent.
  useEffect(() => queue.reconnect(), [queue]);
  return { queue, ...standing };
}

/** While mounted, this tab shows the station; returns how to take it over from another tab that shows it as well. */
export function useStationHere(): () => void {
  const me = useMe();
  const ownership = useMemo(() => open(me.user.id).ownership, [me.user.id]);
  useEffect(() => ownership.show(), [ownership]);
  return useMemo(() => () => ownership.take(), [ownership]);
}
