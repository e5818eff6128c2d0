// Tells a hand scanner from a person typing by when the keys come: a scanner is fast, or slow (Bluetooth) but regular.

/** Where the keys land: in no element that reacts to keys, on a button or link, or in a field. */
export type Target = 'page' | 'control' | 'field';

/** A pause of this many milliseconds starts a new burst. */
const PAUSE = 250;
/** On the bare page nothing else reads keys, so a code may also be typed there. */
const PAUSE_ON_PAGE = 1_500;
/** Milliseconds between two keys on average: nobody types that fast for long. */
const FAST = 45;
/** Nobody types even two or three keys that fast. */
const FASTEST = 35;
/** Milliseconds between two keys on average: what a wireless scanner needs. */
const SLOW = 120;
/** A wireless scanner's keys come at nearly equal intervals; a person's do not. */
const UNEVEN = 60;
/** Shorter codes need stronger evidence when they land in a field. */
const SHORT = 6;
/** A scanner may end a code with several keys, such as CR and LF. */
const SUFFIX = 100;

const ENDS = new Set(['Enter', 'Tab']);

/** Capital letters and digits as codes have them, possibly behind an identifier or in full width. */
function looksLikeCode(keys: string): boolean {
  const plain = keys.normalize('NFKC');
  return /\d/.test(plain) && /^[\]】]?[^a-z\s]*$/.test(plain.replace(/^([\]】])[A-Za-z]/, '$1'));
}

/** Collects keys and returns what was scanned when Enter or Tab ends a burst. */
export class Burst {
  private keys = '';
  private gaps: number[] = [];
  /** Where the keys after the last pause begin. */
  private resumed = 0;
  private last = -Infinity;
  private taken = -Infinity;

  /** Whether the next key would continue a burst. */
  isOpen(at: number, target: Target): boolean {
    return this.keys !== '' && at - this.last <= (target === 'page' ? PAUSE_ON_PAGE : PAUSE);
  }

  /** Whether this key only belongs to the end of the code that was just taken. */
  isSuffix(key: string, at: number): boolean {
    return this.keys === '' && ENDS.has(key) && at - this.taken <= SUFFIX;
  }

  /** Records a key pressed at a time in milliseconds; keys without a character, such as Shift, do not count. */
  press(key: string, at: number, target: Target = 'field'): string | null {
    const end = ENDS.has(key);
    if (!end && key.length !== 1) return null;
    const gap = at - this.last;
    if (!this.isOpen(at, target)) this.clear();
    else {
      this.gaps.push(gap);
      if (gap > PAUSE && !end) this.resumed = this.keys.length;
    }
    this.last = at;
    if (!end) {
      this.keys += key;
      return null;
    }
    const scanned = this.keys === '' ? null : this.scanned(key, target);
    this.clear();
    if (scanned !== null) this.taken = at;
    return scanned;
  }

  private clear(): void {
    this.keys = '';
    this.gaps = [];
    this.resumed = 0;
  }

  private scanned(end: string, target: Target): string | null {
    const { keys, gaps, resumed } = this;
    if (target === 'field') return isScanInField(keys, gaps, end) ? keys : null;
    // What was typed before a scanner began is no part of the code.
    const burst = keys.slice(resumed);
    if (averageOf(gaps.slice(resumed)) <= SLOW && (resumed === 0 || burst.length >= SHORT)) return burst;
    // Tab also moves the focus, and Enter presses a button.
    return target === 'page' && end === 'Enter' && keys.length > 1 ? keys : null;
  }
}

function averageOf(gaps: readonly number[]): number {
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

function isScanInField(keys: string, gaps: readonly number[], end: string): boolean {
  // A text that a program types into a form also goes on with Tab.
  if (end === 'Tab' && /\s/.test(keys)) return false;
  if (averageOf(gaps) <= FAST && keys.length >= SHORT) return true;
  if (keys.length > 1 && gaps.every((gap) => gap <= FASTEST)) return true;
  return averageOf(gaps) <= SLOW && keys.length >= SHORT && looksLikeCode(keys) && isEven(gaps);
}

/** Whether the intervals differ little; one key may be late on a busy machine. */
function isEven(gaps: readonly number[]): boolean {
  const sorted = gaps.toSorted((a, b) => a - b);
  return (sorted.at(-2) ?? 0) - (sorted[0] ?? 0) <= UNEVEN;
}
