// A hand scanner acts as a keyboard: a burst of keys, faster than any person types, then Enter. The listener with the
// highest rank gets the code: a page that takes scans outranks the shell, which would open the item.
import { useEffect, useRef } from 'react';

/** A pause of this many milliseconds starts a new burst. */
const PAUSE = 250;
/** Maximum average of milliseconds between two keys of a burst; nobody types that fast for long. */
const GAP = 45;
/** Shorter bursts count as typing. */
const SHORTEST = 6;

/** Collects keys and returns the code when Enter ends a burst. */
export class Burst {
  private keys = '';
  private began = 0;
  private last = -Infinity;

  /** Records a key pressed at a time in milliseconds. */
  press(key: string, at: number): string | null {
    const paused = at - this.last > PAUSE;
    this.last = at;
    if (key === 'Enter') {
      const code = this.keys;
      this.keys = '';
      const quick = !paused && at - this.began <= GAP * code.length;
      return quick && code.length >= SHORTEST ? code : null;
    }
    if (key.length !== 1) return null;
    if (paused || this.keys === '') {
      this.keys = '';
      this.began = at;
    }
    this.keys += key;
    return null;
  }
}

interface Listener {
  rank: number;
  take: (code: string) => void;
}

const listeners: Listener[] = [];
const burst = new Burst();

/** Removes what the scanner typed from the field that had the focus. */
function clean(target: EventTarget | null, code: string): void {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  if (!target.value.endsWith(code)) return;
  const proto = target instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  // React tracks the value itself; the native setter and the event keep it informed.
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(target, target.value.slice(0, -code.length));
  target.dispatchEvent(new Event('input', { bubbles: true }));
}

function listen(event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const code = burst.press(event.key, event.timeStamp);
  const first = listeners.toSorted((a, b) => b.rank - a.rank)[0];
  if (code === null || first === undefined) return;
  // Some fields take scans themselves.
  if (event.target instanceof HTMLElement && event.target.closest('[data-takes-scans]')) return;
  event.preventDefault();
  event.stopPropagation();
  clean(event.target, code);
  first.take(code.trim());
}

/** Passes scanned codes to `take` while the component is mounted. Pages use a rank above 0. */
export function useScanner(take: (code: string) => void, rank = 1, enabled = true): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    if (!enabled) return;
    const listener: Listener = { rank, take: (code) => latest.current(code) };
    if (listeners.length === 0) window.addEventListener('keydown', listen, true);
    listeners.push(listener);
    return () => {
      listeners.splice(listeners.indexOf(listener), 1);
      if (listeners.length === 0) window.removeEventListener('keydown', listen, true);
    };
  }, [rank, enabled]);
}
