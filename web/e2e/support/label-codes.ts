// Label codes that are wrong in a certain way, made from a right one.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const double = (value: number) => ((value << 1) & 32 ? (value << 1) ^ 0b100101 : value << 1);

/** The code with a check character that fits. */
function checked(body: string): string {
  const sum = [...body, '0'].reduce((so, letter) => double(so) ^ ALPHABET.indexOf(letter), 0);
  return body + ALPHABET[sum];
}

const other = (letter: string) => ALPHABET[(ALPHABET.indexOf(letter) + 7) % 32] ?? '';
const changed = (code: string, at: number) => code.slice(0, at) + other(code[at] ?? '') + code.slice(at + 1);

/** A character read wrongly. */
export const mistyped = (code: string) => changed(code, 7);
/** Well formed, but with a tag nobody issued. */
export const forged = (code: string) => checked(changed(code, 11).slice(0, 14));
/** Of another region. */
export const foreign = (code: string) => checked(changed(code, 3).slice(0, 14));
