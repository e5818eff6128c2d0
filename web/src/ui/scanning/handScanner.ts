// A hand scanner acts as a keyboard: a burst of keys, then Enter or Tab. The listener with the highest rank gets the code:
// a page that takes scans outranks the shell, which would open the item.
import { useEffect, useRef } from 'react';
import { Burst, type Target } from './burst';
import { readScanned, type Scanned } from './scannedCode';

interface Listener {
  rank: number;
  take: (scanned: Scanned) => void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

const listeners: Listener[] = [];
const burst = new Burst();
/** What the focused field held before the burst. */
let before: { field: Field; text: string } | null = null;

const FIELDS = 'input:not([type=button], [type=submit], [type=reset], [type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])';
const CONTROLS = 'button, a[href], input, [role=button], [role=menuitem], [role=tab], [role=option], [tabindex]:not([tabindex="-1"])';

function targetOf(event: KeyboardEvent): Target {
  if (!(event.target instanceof Element)) return 'page';
  if (event.target.closest(FIELDS)) return 'field';
  return event.target.closest(CONTROLS) ? 'control' : 'page';
}

/** The character an input method keeps to itself, by the place of its key; empty for keys no code has. */
function physical(event: KeyboardEvent): string {
  if (event.code === 'Enter' || event.code === 'NumpadEnter') return 'Enter';
  if (event.code === 'Tab') return 'Tab';
  const letter = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(event.code);
  if (letter) return letter[1] ?? letter[2] ?? '';
  return { Minus: '-', NumpadSubtract: '-', BracketRight: ']', Slash: '/', Period: '.' }[event.code] ?? '';
}

/** The key as a scanner meant it; empty when it is none of a scanner's keys. */
function keyOf(event: KeyboardEvent): string {
  if (event.isComposing || event.key === 'Process') return physical(event);
  if (event.ctrlKey && !event.altKey && !event.metaKey) {
    // Scanners send control characters as Ctrl and a letter: M is CR, J is LF, I is Tab; the others only wrap the code.
    return { m: 'Enter', j: 'Enter', i: 'Tab' }[event.key.toLowerCase()] ?? '';
  }
  if (event.altKey || event.metaKey) return '';
  // An accent waiting for its letter: no code has one, so it stands for itself.
  return event.key === 'Dead' ? '´' : event.key;
}

function write({ field, text }: { field: Field; text: string }): void {
  if (field.value === text) return;
  const proto = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  // React tracks the value itself; the native setter and the event keep it informed.
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Removes what the scanner typed from the field that had the focus, also what an input method still holds. */
function clean(composing: boolean): void {
  if (!before) return;
  const held = before;
  write(held);
  if (composing) held.field.addEventListener('compositionend', () => setTimeout(() => write(held)), { once: true });
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function listen(event: KeyboardEvent): void {
  // Some fields take scans themselves.
  if (event.target instanceof Element && event.target.closest('[data-takes-scans]')) return;
  const [key, target, at] = [keyOf(event), targetOf(event), event.timeStamp];
  if (burst.isSuffix(key, at)) return stop(event);
  // Otherwise it is somebody's shortcut.
  if (event.ctrlKey && !burst.isOpen(at, 'field')) return;
  if (key.length === 1 && !burst.isOpen(at, target)) {
    const field = event.target;
    before = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? { field, text: field.value } : null;
  }
  const scanned = burst.press(key, at, target);
  const first = listeners.toSorted((a, b) => b.rank - a.rank)[0];
  if (scanned === null || first === undefined) return;
  stop(event);
  clean(event.isComposing);
  first.take(readScanned(scanned));
}

/** Passes what is scanned to `take` while the component is mounted. Pages use a rank above 0. */
export function useScanner(take: (scanned: Scanned) => void, rank = 1): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const listener: Listener = { rank, take: (scanned) => latest.current(scanned) };
    if (listeners.length === 0) window.addEventListener('keydown', listen, true);
    listeners.push(listener);
    return () => {
      listeners.splice(listeners.indexOf(listener), 1);
      if (listeners.length === 0) window.removeEventListener('keydown', listen, true);
    };
  }, [rank]);
}
