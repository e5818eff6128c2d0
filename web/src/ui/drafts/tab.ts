// Which tab this is: its id outlives a reload, and no two open tabs have the same.
const KEPT = 'custody.tab';
const LOCK = 'custody.tab.';
/** A reloaded page may begin before the old one has let its id go; a duplicated tab waits this long in vain. */
const RELOAD_TIMEOUT = 500;

let mine: Promise<string> | null = null;

/** Holds the id until the tab is closed; false when another tab holds it. */
function hold(id: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((told) => {
    const held = () => {
      told(true);
      return new Promise(() => undefined);
    };
    void navigator.locks.request(LOCK + id, { signal: AbortSignal.timeout(RELOAD_TIMEOUT) }, held).catch(() => told(false));
  });
}

async function claim(): Promise<string> {
  const kept = sessionStorage.getItem(KEPT);
  if (kept !== null && (await hold(kept))) return kept;
  const id = crypto.randomUUID();
  sessionStorage.setItem(KEPT, id);
  await hold(id);
  return id;
}

/** This tab's id. */
export function tabId(): Promise<string> {
  mine ??= claim();
  return mine;
}

/** The ids of all open tabs. */
export async function openTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])));
}
