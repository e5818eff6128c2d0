// Takes the pictures of the README and of the guide again: node e2e/tools/pictures.mjs [NAME...], all of them without names.
// The program answers at CUSTODY_WEB on the demonstration's year, after the officer's journey (see `make pictures`).
import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { launchOptions, signIn } from '../support/browser.mjs';
import { encode } from './png.mjs';

const DOCS = new URL('../../../docs/', import.meta.url);
const LARGEST = 150_000;
const supervisor = 'supervisor-political-legal-committee-01';

const first = (selector) => async (page) => {
  await page.locator(selector).first().click();
};
const newest = (list) => first(`${list} .list-box a`);
const verified = async (page) => {
  await page.locator('.page-actions button').click();
  await page.locator('.sheet').first().locator('.ant-tag-green').waitFor({ timeout: 300_000 });
};

// Name, who looks, at what, what has to be there before it is taken; `then` is done first, `ready` waited for afterwards.
const PAGES = [
  { name: 'officer-work', login: 'officer-0101', path: '/work' },
  { name: 'officer-request', login: 'officer-0101', path: '/requests/new/outbound' },
  { name: 'officer-case', login: 'officer-0101', path: '/cases', then: newest('.list'), ready: '.sheet' },
  { name: 'unit-head-queue', login: 'unit-head-0101', path: '/queue' },
  { name: 'unit-head-request', login: 'unit-head-0101', path: '/requests?kind=intake', then: newest('.list'), ready: '.lines .code' },
  { name: 'centre-head-queue', login: 'centre-head-01', path: '/queue' },
  { name: 'custodian-today', login: 'custodian-01', path: '/today' },
  { name: 'custodian-station', login: 'custodian-01', path: '/station', phone: true },
  { name: 'supervisor-dashboard', login: supervisor, path: '/dashboard', ready: 'canvas' },
  { name: 'supervisor-item', login: supervisor, path: '/items?states=on_loan', then: newest('.list'), ready: '.chain .ant-tag-green', height: 1400 },
  { name: 'auditor-log', login: 'auditor-01', path: '/audit?action=ItemReleased', ready: '.list-box .code' },
  { name: 'auditor-verification', login: 'auditor-01', path: '/verifications', then: verified },
  { name: 'administrator-people', login: 'system-admin-01', path: '/users', ready: '.list-box .code' },
  { name: 'administrator-settings', login: 'system-admin-01', path: '/settings', ready: '.setting' },
];
const README = [
  { file: 'dashboard', login: supervisor, path: '/dashboard', ready: 'canvas' },
  { file: 'dashboard-en', login: supervisor, path: '/dashboard', ready: 'canvas', language: 'en' },
  { file: 'report', login: supervisor, path: '/reports?year=2023', ready: '.report-table' },
  { file: 'items', login: supervisor, path: '/items?states=in_custody', ready: '.list-box .code' },
  { file: 'item', login: supervisor, path: '/items?states=on_loan', then: newest('.list'), ready: '.chain .ant-tag-green', height: 1400 },
  { file: 'audit', login: supervisor, path: '/audit?action=ItemReleased', ready: '.list-box .code' },
  { file: 'request', login: supervisor, path: '/requests?kind=intake', then: newest('.list'), ready: '.lines .code' },
  { file: 'labels', login: 'custodian-01', path: '/labels/print' },
  { file: 'station', login: 'custodian-01', path: '/station' },
  { file: 'station-phone', login: 'custodian-01', path: '/station', phone: true },
];
const shots = [
  ...README.map((shot) => ({ language: 'zh', ...shot, file: `images/${shot.file}.png` })),
  ...['zh', 'en'].flatMap((language) => PAGES.map((shot) => ({ ...shot, language, file: `guide/${language}/${shot.name}.png` }))),
];

const wanted = process.argv.slice(2);
const base = process.env.CUSTODY_WEB;
if (!base) throw new Error('CUSTODY_WEB names no running program');
const browser = await chromium.launch(launchOptions);

async function open({ login, language, phone, height = 800 }) {
  const context = await browser.newContext({
    baseURL: base,
    viewport: phone ? { width: 390, height: 700 } : { width: 1280, height },
    locale: language === 'en' ? 'en-GB' : 'zh-CN',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await signIn(page, login);
  return page;
}

/** The picture in few colours; the browser itself reads the pixels. */
async function small(page, picture) {
  const blank = await page.context().newPage();
  const { width, height, pixels } = await blank.evaluate(async (source) => {
    const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext('2d');
    drawing.drawImage(image, 0, 0);
    const { data } = drawing.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768));
    return { width: image.width, height: image.height, pixels: btoa(text) };
  }, picture.toString('base64'));
  await blank.close();
  return encode(Buffer.from(pixels, 'base64'), width, height);
}

let total = 0;
for (const shot of shots.filter(({ file }) => wanted.length === 0 || wanted.some((name) => file.includes(name)))) {
  const page = await open(shot);
  await page.goto(shot.path);
  await page.locator('#content h1').first().waitFor();
  if (shot.then) await shot.then(page);
  if (shot.ready) await page.locator(shot.ready).first().waitFor();
  await page.waitForLoadState('networkidle');
  const file = new URL(shot.file, DOCS);
  await mkdir(new URL('.', file), { recursive: true });
  const bytes = await small(page, await page.screenshot());
  if (bytes.length > LARGEST) throw new Error(`${shot.file} has ${bytes.length} bytes, more than ${LARGEST}`);
  await writeFile(file, bytes);
  total += bytes.length;
  console.log(`${shot.file} ${bytes.length}`);
  await page.context().close();
}
console.log(`${total} bytes in all`);
await browser.close();
