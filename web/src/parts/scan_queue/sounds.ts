// A sound for every verdict, so that nobody needs to look at the screen: one high tone is good, falling tones are not.
import type { Verdict } from './scans';

/** Hertz, milliseconds and waveform. */
type Tone = readonly [hertz: number, milliseconds: number, wave?: OscillatorType];

export const SOUNDS: Readonly<Record<Verdict, readonly Tone[]>> = {
  here: [[1320, 90]],
  place: [[660, 70], [990, 90]],
  unchecked: [[990, 60]],
  elsewhere: [[880, 90], [660, 140]],
  again: [[740, 60], [740, 60], [740, 60]],
  not_here: [[440, 160], [330, 220]],
  refused: [[440, 160], [330, 220]],
  no_place: [[520, 120], [520, 120]],
  mistyped: [[600, 70, 'triangle'], [500, 70, 'triangle'], [600, 70, 'triangle']],
  malformed: [[300, 180, 'triangle']],
  layout: [[300, 120, 'triangle'], [300, 180, 'triangle']],
  busy: [[520, 90], [440, 90], [520, 90]],
  foreign: [[500, 120, 'sawtooth'], [500, 120, 'sawtooth']],
  unknown: [[240, 320, 'square']],
  unbound: [[300, 120, 'square'], [400, 160, 'square']],
  replaced: [[880, 90], [660, 90], [880, 120]],
  retired: [[300, 120, 'square'], [220, 200, 'square']],
  unkept: [[180, 300, 'square'], [180, 300, 'square'], [140, 500, 'square']],
  other_tab: [[180, 300, 'square'], [140, 300, 'square']],
  forged: [[220, 160, 'sawtooth'], [180, 160, 'sawtooth'], [220, 160, 'sawtooth'], [180, 260, 'sawtooth']],
};

const QUIET = 'custody.station.quiet';

/** Whether the person has switched the sounds off on this device. */
export function isQuiet(): boolean {
  return localStorage.getItem(QUIET) === 'yes';
}

export function keepQuiet(quiet: boolean): void {
  localStorage.setItem(QUIET, quiet ? 'yes' : 'no');
}

const GAP = 40;
const LOUD = 0.16;
let context: AudioContext | null = null;

/** Plays the sound, unless switched off; a phone also vibrates unless the verdict is good. */
export function sound(verdict: Verdict): void {
  if (isQuiet()) return;
  try {
    context ??= new AudioContext();
    void context.resume();
    let at = context.currentTime;
    for (const [hertz, milliseconds, wave = 'sine'] of SOUNDS[verdict]) {
      const [tone, volume] = [context.createOscillator(), context.createGain()];
      const end = at + milliseconds / 1000;
      tone.type = wave;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(LOUD, at);
      volume.gain.exponentialRampToValueAtTime(0.001, end);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(end);
      at = end + GAP / 1000;
    }
  } catch {
    // Without audio, colour and text remain.
  }
  if (!['here', 'place', 'unchecked'].includes(verdict)) navigator.vibrate?.(['forged', 'unkept', 'other_tab'].includes(verdict) ? [200, 80, 200] : 120);
}
