// What a scanner, a camera or an input method delivers, read as a code: the one place where the wrapping is taken off. Pure;
// what the code means is for the server to say.

/** Longer texts are no code of ours, whatever they are. */
const LONGEST = 64;

/** The AIM identifier in front of a code, such as `]Q3`; a Chinese input method writes the bracket as `】`. */
const AIM = /^[\]】][A-Za-z][0-9A-Za-z]/;
/** Hyphens, dashes and minus signs; some input methods write the hyphen as the mark of a long vowel. */
const DASHES = /[\u2010-\u2015\u2043\u2212\u2500\u2501\u30FC\uFE58\uFE63\uFF0D\uFF70]/g;
/** Zero-width characters, byte order marks, soft hyphens, variation selectors, fillers. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** GS, STX, ETX, line breaks and the like. Some scanners write them as pictures. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u2400-\u2421]/gu;

/** Why a scan cannot be a code at all: nothing in it, too long, or written with the keys of another keyboard layout. */
type ScanTrouble = 'empty' | 'too_long' | 'layout';

export interface Scanned {
  code: string;
  trouble?: ScanTrouble;
}

/** The code without what scanners, labels and input methods put around and into it; spaces and hyphens inside stay. */
export function cleanCode(raw: string): string {
  // Soft hyphens and the like first: they would hide an identifier at the beginning.
  const plain = raw.replaceAll(CONTROLS, '').replaceAll(DASHES, '-').normalize('NFKC').replaceAll(INVISIBLE, '').replaceAll(DASHES, '-');
  return plain.trim().replace(AIM, '').trim();
}

/** The digits' row of a French keyboard, unshifted, and what the other keys of a code become there. */
const FRENCH_DIGITS = /[&é"'(§è!çà]/;
/** Letters no code has: of other scripts, or with accents. */
const OTHER_LETTERS = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}À-ÖØ-öø-ɏ§°µ²³]/u;

/** Whether the keys of the scanner mean something else on this computer: `3Z5A` arrives as `"W(Q`. */
function isOtherLayout(raw: string, code: string): boolean {
  return OTHER_LETTERS.test(raw) || (!/\d/.test(code) && code.length > 1 && FRENCH_DIGITS.test(code));
}

/** Reads what was scanned or typed as a code. */
export function readScanned(raw: string): Scanned {
  const code = cleanCode(raw);
  if (code === '') return { code, trouble: 'empty' };
  if (code.length > LONGEST) return { code, trouble: 'too_long' };
  return isOtherLayout(raw.replaceAll(INVISIBLE, ''), code) ? { code, trouble: 'layout' } : { code };
}

/** Whether it has the form of a label code; those are compared without hyphens and spaces. */
export function isLabelShaped(code: string): boolean {
  return /^[0-9A-Za-z]{15}$/.test(code.replaceAll(/[\s-]/g, ''));
}
