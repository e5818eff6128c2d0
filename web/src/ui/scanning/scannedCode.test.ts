import { describe, expect, test } from 'vitest';
import { randomly, rounds } from '@/ui/testing/randomly';
import { cleanCode, isLabelShaped, readScanned } from './scannedCode';

const CODE = '3Z5A-00004-QK7T2-M';

describe('what is put around and into a code is taken off', () => {
  test.each([
    ['AIM identifier of a QR code', `]Q3${CODE}`],
    ['AIM identifier of a Data Matrix', `]d2${CODE}`],
    ['AIM identifier of a Code 128', `]C1${CODE}`],
    ['AIM identifier in full width', `］Ｑ３${CODE}`],
    ['AIM identifier through a Chinese input method', `】Q3${CODE}`],
    ['AIM identifier behind STX and a byte order mark', `\u0002\uFEFF]Q3${CODE}\u0003`],
    ['GS before and within', `\u001D${CODE.slice(0, 6)}\u001D${CODE.slice(6)}`],
    ['STX and ETX', `\u0002${CODE}\u0003`],
    ['CR and LF', `${CODE}\r\n`],
    ['pictures of control characters', `␂${CODE}␃`],
    ['full width', '３Ｚ５Ａ－００００４－ＱＫ７Ｔ２－Ｍ'],
    ['hyphen of typography', CODE.replaceAll('-', '\u2010')],
    ['non-breaking hyphen', CODE.replaceAll('-', '\u2011')],
    ['en dash', CODE.replaceAll('-', '–')],
    ['em dash', CODE.replaceAll('-', '—')],
    ['minus sign', CODE.replaceAll('-', '\u2212')],
    ['mark of a long vowel', CODE.replaceAll('-', 'ー')],
    ['zero-width spaces', [...CODE].join('\u200B')],
    ['byte order mark', `\uFEFF${CODE}`],
    ['non-breaking spaces around', `\u00A0${CODE}\u202F`],
    ['ideographic spaces around', `\u3000${CODE}\u3000`],
    ['directional marks', `\u200E${CODE}\u202C`],
    ['soft hyphens', CODE.replaceAll('-', '\u00AD-')],
    ['Hangul filler and variation selector', `\u3164${CODE}\uFE0F`],
  ])('%s', (_, raw) => {
    expect(readScanned(raw)).toEqual({ code: CODE });
  });

  test('a space between groups stays: people type it, and the server reads over it', () => {
    expect(cleanCode('3Z5A\u00A000004')).toBe('3Z5A 00004');
  });

  test('short codes are codes', () => {
    expect(readScanned('A1')).toEqual({ code: 'A1' });
    expect(readScanned(']C0V1\r')).toEqual({ code: 'V1' });
  });

  test('any code in any wrapping, and cleaning twice changes nothing', { timeout: 600_000 }, () => {
    unwrapsEverything(readScanned);
    // A reader that keeps a group separator is found out.
    expect(() => unwrapsEverything((raw) => ({ code: raw.includes('\u001D') ? raw : cleanCode(raw) }))).toThrow('expected');
  });
});

/** Wraps codes as scanners and input methods do; each must come out as it was. */
function unwrapsEverything(read: (raw: string) => { code: string }): void {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const noise = ['', '\u200B', '\uFEFF', '\u001D', '\u0002', '\r', '\n', '\u00AD', '\u2060'];
  const around = [...noise, ' ', '\u00A0', '\u3000', '\t'];
  for (let round = 0; round < rounds(2_000); round++) {
    const next = randomly(round + 20230104);
    const code = Array.from({ length: 1 + next(20) }, () => alphabet[next(32)]).join('');
    const wide = (c: string) => (next(2) === 0 ? c : String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0));
    const inside = [...code].map((c) => wide(c) + noise[next(noise.length)]).join('');
    const raw = `${around[next(around.length)]}${['', ']Q3', ']d2', '］Ｃ１'][next(4)]}${inside}${around[next(around.length)]}`;
    expect(read(raw)).toEqual({ code });
    expect(cleanCode(cleanCode(raw))).toBe(code);
  }
}

describe('what cannot be a code says why', () => {
  test('nothing left, or far too much', () => {
    expect(readScanned(']Q3\r\n')).toEqual({ code: '', trouble: 'empty' });
    expect(readScanned('\u200B ')).toEqual({ code: '', trouble: 'empty' });
    expect(readScanned('9'.repeat(65)).trouble).toBe('too_long');
  });

  test.each([
    ['French', '"W(Qàààà\'ak-7é,'],
    ['German, where the hyphen is ß', '3Y5Aß00004'],
    ['Russian', '3Я5Ф00004ЙЛ7Е2Ь'],
    ['Greek', '3Ζ5Α00004'],
    ['Korean', '3ㅋ5ㅁ00004'],
    ['Hebrew', '3ז5ש00004'],
    ['Arabic', '3ئ5ش00004'],
    ['Japanese kana', 'あつえちわわわわう'],
    ['Bopomofo', 'ㄓ3ㄈ5'],
    ['Spanish', '3Z5Añ00004'],
  ])('a %s keyboard layout', (_, raw) => {
    expect(readScanned(raw).trouble).toBe('layout');
  });

  test('a foreign code, a typed word and a place with signs are no question of the layout', () => {
    for (const raw of ['GRQQ10000800000', 'YARD_A', 'A-01/2', '物证室A1', "O'Neill 1"]) expect(readScanned(raw).trouble).toBeUndefined();
  });
});

test('only what has the form of a label code is compared without hyphens', () => {
  expect(isLabelShaped(CODE)).toBe(true);
  expect(isLabelShaped('3z5a 00004 qk7t2 m')).toBe(true);
  expect(isLabelShaped('A-1')).toBe(false);
  expect(isLabelShaped('3Z5A00004QK7T2')).toBe(false);
});
