// Drafts kept on this device until they are sent or discarded, also past signing out.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { useCallback, useEffect, useRef, useState } from 'react';

interface Kept extends DBSchema {
  drafts: { key: string; value: { at: number; content: unknown } };
}

let opened: Promise<IDBPDatabase<Kept>> | null = null;

function database(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>('custody', 1, { upgrade: (db) => void db.createObjectStore('drafts'), terminated: () => (opened = null) });
  return opened;
}

/** How many drafts of a person are on this device. */
export async function countDrafts(user: string): Promise<number> {
  const keys = await database().then((db) => db.getAllKeys('drafts')).catch(() => []);
  return keys.filter((key) => key.startsWith(`${user}/`)).length;
}

const PAUSE = 800;

/**
 * State that survives a reload: loaded from the device, saved a moment after each change. `ready` is false until it is
 * loaded; `forget` discards it. Keys begin with the person's id, so that people sharing a desk keep their drafts apart.
 */
export function useDraft<T>(key: string, fresh: T): { value: T; set: (value: T) => void; ready: boolean; keptAt: number | null; forget: () => void } {
  const [value, setValue] = useState(fresh);
  const [ready, setReady] = useState(false);
  const [keptAt, setKeptAt] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    let alive = true;
    setReady(false);
    void database()
      .then((db) => db.get('drafts', key))
      .catch(() => undefined)
      .then((kept) => {
        if (!alive) return;
        if (kept) {
          setValue(kept.content as T);
          setKeptAt(kept.at);
        }
        setReady(true);
      });
    return () => {
      alive = false;
    };
  }, [key]);

  const set = useCallback(
    (next: T) => {
      setValue(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const at = Date.now();
        void database()
          .then((db) => db.put('drafts', { at, content: next }, key))
          .then(() => setKeptAt(at))
          .catch(() => undefined);
      }, PAUSE);
    },
    [key],
  );
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    setKeptAt(null);
    void database().then((db) => db.delete('drafts', key)).catch(() => undefined);
  }, [key]);
  return { value, set, ready, keptAt, forget };
}
