// What a camera sees: printed labels held before it one after the other, as a raw video that Chromium plays.
import { writeFile } from 'node:fs/promises';

const [WIDTH, HEIGHT, RATE] = [640, 480, 5];
const [SHOWN, GONE] = [10, 10];

/** Draws a picture as grey pixels, a hand's breadth of paper around it. */
async function grey(page, png) {
  const base64 = await page.evaluate(async ({ source, width, height }) => {
    const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.fillStyle = '#b8b4aa';
    context.fillRect(0, 0, width, height);
    context.translate(width / 2, height / 2);
    context.rotate(0.06);
    const side = 250;
    context.fillStyle = '#fff';
    context.fillRect(-side / 2 - 20, -side / 2 - 20, side + 40, side + 40);
    context.drawImage(picture, -side / 2, -side / 2, side, side);
    const { data } = context.getImageData(0, 0, width, height);
    let text = '';
    for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at]);
    return btoa(text);
  }, { source: png.toString('base64'), width: WIDTH, height: HEIGHT });
  return Buffer.from(base64, 'base64');
}

/** Writes the video of these labels. */
export async function film(page, labels, file) {
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = (pixels) => Buffer.concat([Buffer.from('FRAME\n'), pixels, colour]);
  const nothing = frame(Buffer.alloc(WIDTH * HEIGHT, 176));
  const frames = [];
  for (const label of labels) {
    const shown = frame(await grey(page, label));
    frames.push(...Array(GONE).fill(nothing), ...Array(SHOWN).fill(shown));
  }
  await writeFile(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`), ...frames]));
}
