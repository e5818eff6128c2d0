// What a person is writing, kept on this device as it is written.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useMe } from '../session/me';
import { draftKey, type Kept, type OtherDraft, otherDrafts, readDraft, removeDraft, writeDraft } from './draftStore';

/** Milliseconds after the last change until it is stored. */
const PAUSE = 400;

export interface Draft<T> {
  value: T;
  set: (value: T) => void;
  /** False until the device has been asked. */
  ready: boolean;
  keptAt: number | null;
  /** Whether the device failed to store the last change. */
  unkept: boolean;
  /** Sent or discarded: nothing is left to keep. */
  forget: () => void;
  /** Gives up what was written, and begins anew. */
  startOver: () => void;
  /** Leaves what was written for later, and begins anew. */
  setAside: () => void;
  /** The person's other drafts of the same thing. */
  others: readonly OtherDraft[];
  /** Goes on with another draft; what was written here takes its place among the others. */
  open: (key: string) => void;
  discard: (key: string) => void;
  /** Changes when another content has taken the place of the one before. */
  revision: number;
}

interface State<T> {
  value: T;
  ready: boolean;
  keptAt: number | null;
  unkept: boolean;
  others: readonly OtherDraft[];
  revision: number;
}

/** The signed-in person's draft of `scope` in this tab; without a scope it is only state. `fresh` is what a new one holds. */
export function useDraft<T>(scope: string | null, fresh: T): Draft<T> {
  const me = useMe();
  const owned = scope === null ? null : `${me.user.id}/${scope}`;
  const first = useRef(fresh);
  const [state, setState] = useState<State<T>>({ value: fresh, ready: owned === null, keptAt: null, unkept: false, others: [], revision: 0 });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const key = useRef<string | null>(null);
  /** What is written here, stored or about to be. */
  const written = useRef<Kept | undefined>(undefined);
  const part = useCallback((change: Partial<State<T>>) => setState((before) => ({ ...before, ...change })), []);

  const listOthers = useCallback(async () => {
    if (owned !== null && key.current !== null) part({ others: await otherDrafts(owned, key.current) });
  }, [owned, part]);

  const show = useCallback((kept: Kept | undefined) => {
    written.current = kept;
    setState((before) => ({ ...before, value: kept ? (kept.content as T) : first.current, keptAt: kept?.at ?? null, ready: true, revision: before.revision + 1 }));
  }, []);

  useEffect(() => {
    if (owned === null) return;
    let alive = true;
    if (key.current !== null) show(undefined);
    const begin = async () => {
      const mine = await draftKey(owned);
      const kept = await readDraft(mine);
      if (!alive) return;
      key.current = mine;
      if (kept) show(kept);
      await listOthers();
    };
    void begin()
      .catch(() => part({ unkept: true }))
      .finally(() => alive && part({ ready: true }));
    return () => {
      alive = false;
    };
  }, [owned, listOthers, part, show]);

  const store = useCallback(
    (to: string, kept: Kept) => void writeDraft(to, kept).then(() => part({ keptAt: kept.at, unkept: false }), () => part({ unkept: true })),
    [part],
  );

  const set = useCallback(
    (value: T) => {
      part({ value });
      written.current = { at: Date.now(), content: value };
      clearTimeout(timer.current);
      const [to, kept] = [key.current, written.current];
      if (to !== null) timer.current = setTimeout(() => store(to, kept), PAUSE);
    },
    [part, store],
  );

  const drop = useCallback(() => {
    clearTimeout(timer.current);
    if (key.current !== null) void removeDraft(key.current).catch(() => undefined);
  }, []);
  const forget = useCallback(() => {
    drop();
    written.current = undefined;
    part({ value: first.current, keptAt: null });
  }, [drop, part]);
  const startOver = useCallback(() => {
    drop();
    show(undefined);
  }, [drop, show]);
  const setAside = useCallback(() => {
    const kept = written.current;
    drop();
    show(undefined);
    if (kept && owned !== null) void writeDraft(`${owned}/${crypto.randomUUID()}`, kept).then(listOthers, () => part({ unkept: true }));
  }, [drop, listOthers, owned, part, show]);

  const open = useCallback(
    (other: string) => {
      const exchange = async () => {
        const [taken, left] = [await readDraft(other), written.current];
        if (!taken || key.current === null) return;
        clearTimeout(timer.current);
        await writeDraft(key.current, taken);
        await (left ? writeDraft(other, left) : removeDraft(other));
        show(taken);
        await listOthers();
      };
      void exchange().catch(() => part({ unkept: true }));
    },
    [listOthers, part, show],
  );
  const discard = useCallback((other: string) => void removeDraft(other).then(listOthers, () => undefined), [listOthers]);
  return { ...state, set, forget, startOver, setAside, open, discard };
}
