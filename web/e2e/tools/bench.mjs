// What a person waits for, measured in a browser against a program that holds the year: node e2e/tools/bench.mjs [--write FILE]
// The program answers at CUSTODY_WEB. Prints a table; with --write puts it into the file as a section of its own.
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { launchOptions, signIn } from '../support/browser.mjs';

const base = process.env.CUSTODY_WEB ?? 'http://127.0.0.1:8080';
const file = process.argv.includes('--write') ? process.argv[process.argv.indexOf('--write') + 1] : null;
const SECTION = '## Pages in a browser';
const LINES = 1_000;
const KEYS = 40;
const VISITS = 3;

const browser = await chromium.launch(launchOptions);
const rows = [];
const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const say = (what, value, asked) => rows.push({ what, value: `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`, asked, met: asked === '' ? '' : value <= Number.parseFloat(asked.slice(2)) ? 'met' : '**not met**' });

async function open(login) {
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' });
  context.setDefaultTimeout(Number(process.env.CUSTODY_PATIENCE ?? 60_000));
  const page = await context.newPage();
  await signIn(page, login);
  return page;
}

/** Milliseconds from the call of the address until what is looked for stands on the page, by the page's own clock. */
async function firstSight(page, path, selector) {
  const times = [];
  for (let visit = 0; visit < VISITS; visit++) {
    await page.goto(path, { waitUntil: 'commit' });
    await page.locator(selector).first().waitFor();
    times.push(await page.evaluate(() => performance.now()));
  }
  return middle(times);
}

/** Milliseconds from a key until its character has been painted, for each key. */
async function typing(page) {
  await page.evaluate(() => {
    window.waits = [];
    document.addEventListener('keydown', (event) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.waits.push(performance.now() - event.timeStamp);
        channel.port2.postMessage(null);
      });
    }, true);
  });
  for (let key = 0; key < KEYS; key++) await page.keyboard.press('a', { delay: 30 });
  await page.waitForFunction((count) => window.waits.length >= count, KEYS);
  return page.evaluate(() => window.waits);
}

const supervisor = await open('supervisor-political-legal-committee-01');
say('dashboard, first figures', await firstSight(supervisor, '/dashboard', '.figures'), '≤ 2000 ms');
for (const list of ['items', 'requests', 'cases', 'loans', 'movements', 'discrepancies']) {
  say(`${list}, first rows`, await firstSight(supervisor, `/${list}`, '.list .ant-table-row, .list .ant-empty'), '≤ 2000 ms');
}

const officer = await open('officer-0101');
await officer.goto('/cases');
await officer.locator('.list a[href^="/cases/"]').first().click();
await officer.getByRole('link', { name: '登记扣押清单' }).click();
await officer.locator('.grid-row .grid-cell').nth(1).click();
const began = Date.now();
await officer.evaluate((text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}, Array.from({ length: LINES }, (_, n) => `手机${n + 1}\t普通\t黑色`).join('\n'));
await officer.getByText('已填 1,000 件').waitFor();
say(`${LINES} lines pasted into the intake grid`, Date.now() - began, '');
const waits = await typing(officer);
say(`a key in a grid of ${LINES} lines, median`, middle(waits), '≤ 50 ms');
say('the slowest of them', Math.max(...waits), '');

const custodian = await open('custodian-01');
await custodian.goto('/items?states=in_custody');
const code = (await custodian.locator('.list .code').first().textContent())?.trim() ?? '';
await custodian.goto('/station/move');
await custodian.locator('.station-place-wanted').waitFor();
const scans = [];
for (let visit = 0; visit < VISITS; visit++) {
  scans.push(await custodian.evaluate(
    (keys) => new Promise((done) => {
      const from = performance.now();
      const watch = new MutationObserver(() => {
        if (!document.querySelector('.station-banner[data-verdict]')) return;
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now() - from));
      });
      watch.observe(document.body, { subtree: true, childList: true, attributes: true });
      for (const key of keys) (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }),
    [...code, 'Enter'],
  ));
}
say('a scan at the station until its answer is seen', middle(scans), '≤ 300 ms');
await browser.close();

const table = ['| what | time | asked | |', '|---|---|---|---|', ...rows.map(({ what, value, asked, met }) => `| ${what} | ${value} | ${asked} | ${met} |`)].join('\n');
console.log(table);
if (file) {
  const before = await readFile(file, 'utf8').catch(() => '# Benchmarks\n');
  const rest = before.includes(SECTION) ? before.slice(0, before.indexOf(SECTION)) : `${before.trimEnd()}\n\n`;
  await writeFile(file, `${rest}${SECTION}\n\n\`make bench-web\`, in Chromium at 1440 × 900 over the year, the middle of ${VISITS} visits. Times to the first rows count from the call of the\naddress, with everything cached by the browser.\n\n${table}\n`);
}
