// What a camera sees: printed labels held before it one after the other, as a raw video that Chromium plays.
import { writeFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';

interface Dots {
  width: number;
  height: number;
  isLight: (x: number, y: number) => boolean;
}

const [WIDTH, HEIGHT, RATE] = [640, 480, 5] as const;
const [SHOWN, GONE] = [10, 10] as const;
const [PAPER, TABLE] = [250, 176] as const;

/** The dots of a label's picture: a grey PNG without interlace, its rows without a filter or with the simple ones. */
function dotsOf(png: Buffer): Dots {
  const [width, height, depth, colour] = [png.readUInt32BE(16), png.readUInt32BE(20), png.readUInt8(24), png.readUInt8(25)] as const;
  if (colour !== 0) throw new Error(`a label is grey, not of colour type ${colour}`);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(data));
  const wide = Math.ceil((width * depth) / 8);
  const step = Math.max(1, depth / 8);
  let above: Buffer = Buffer.alloc(wide);
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y++) {
    const filter = raw.readUInt8(y * (wide + 1));
    const row = Buffer.from(raw.subarray(y * (wide + 1) + 1, (y + 1) * (wide + 1)));
    for (let x = 0; x < wide; x++) {
      const [left, up, corner] = [row[x - step] ?? 0, above[x] ?? 0, above[x - step] ?? 0] as const;
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
      row[x] = (row[x] ?? 0) + ([0, left, up, (left + up) >> 1, paeth][filter] ?? 0);
    }
    rows.push(row);
    above = row;
  }
  const bit = (row: Buffer, x: number) => (depth === 8 ? (row[x] ?? 0) > 127 : depth === 1 ? (((row[x >> 3] ?? 0) >> (7 - (x & 7))) & 1) === 1 : (row[x * step] ?? 0) > 127);
  return { width, height, isLight: (x, y) => { const row = rows[y]; return row !== undefined && bit(row, x); } };
}

/** A frame's grey pixels: the label on a table, a little askew. */
function grey(png: Buffer): Buffer {
  const { width, height, isLight } = dotsOf(png);
  const [side, angle, pixels] = [250, 0.06, Buffer.alloc(WIDTH * HEIGHT, TABLE)] as const;
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const [dx, dy] = [x - WIDTH / 2, y - HEIGHT / 2];
      const u = (dx * Math.cos(angle) + dy * Math.sin(angle)) / side + 0.5;
      const v = (dy * Math.cos(angle) - dx * Math.sin(angle)) / side + 0.5;
      if (u < -0.1 || u > 1.1 || v < -0.1 || v > 1.1) continue;
      const printed = u >= 0 && u < 1 && v >= 0 && v < 1 && !isLight(Math.floor(u * width), Math.floor(v * height));
      pixels[y * WIDTH + x] = printed ? 24 : PAPER;
    }
  }
  return pixels;
}

/** Writes the video of these labels. */
export async function film(labels: readonly Buffer[], file: string): Promise<void> {
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = (pixels: Buffer) => Buffer.concat([Buffer.from('FRAME\n'), pixels, colour]);
  const nothing = frame(Buffer.alloc(WIDTH * HEIGHT, TABLE));
  const frames = labels.flatMap((label) => [...Array<Buffer>(GONE).fill(nothing), ...Array<Buffer>(SHOWN).fill(frame(grey(label)))]);
  await writeFile(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`), ...frames]));
}
