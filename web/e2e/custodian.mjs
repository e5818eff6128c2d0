// A custodian's day on a phone, from signing in to the last scan, against the real program on the year of data:
// CUSTODY_WEB=http://127.0.0.1:8080 node e2e/custodian.mjs [--pictures FOLDER]
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { foreign, forged, mistyped } from './custodian/codes.mjs';
import { approvedIntake, approvedLoan, person } from './custodian/people.mjs';
import { film } from './custodian/video.mjs';

const base = process.env.CUSTODY_WEB ?? 'http://127.0.0.1:8080';
/** The program itself, where pages come from somewhere else. */
const program = process.env.CUSTODY_API ?? base;
const password = process.env.CUSTODY_PASSWORD ?? 'demo-password-2023';
const pictures = process.argv.includes('--pictures') ? process.argv[process.argv.indexOf('--pictures') + 1] : null;
const folder = await mkdtemp(join(tmpdir(), 'custodian-'));
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const began = Date.now();
const complaints = [];

const officer = await person(program, 'officer-0101', password);
const people = { officer, head: await person(program, 'unit-head-0101', password), centre: await person(program, 'centre-head-01', password) };
const desk = await person(program, 'custodian-01', password);

/** A bin of a storage class with room for the day's goods. */
async function roomFor(storageClass, but) {
  let cursor;
  do {
    const page = await desk.get(`/places?storage_class=${storageClass}&kind=bin&active=true&limit=500${cursor ? `&cursor=${cursor}` : ''}`);
    const found = page.rows.find(({ code, capacity, held }) => code !== but && (capacity === null || held + 12 <= capacity));
    if (found) return found.code;
    cursor = page.next;
  } while (cursor);
  throw new Error(`no room for ${storageClass}`);
}

const phones = [...Array(9).keys()].map((n) => ({ name: `手机 ${n + 1}`, category: 'ordinary', features: '黑色' }));
const gold = { name: '金项链', category: 'valuable', valuation_minor: 1_250_000 };
const intake = await approvedIntake(people, [...phones, gold, { name: '移动硬盘', category: 'antimagnetic' }]);
const loan = await approvedLoan(people, 2);
const [shelf, vault] = [await roomFor('ordinary'), await roomFor('vault')];
const otherShelf = await roomFor('ordinary', shelf);
const codeOf = (name) => intake.items.find((item) => item.name === name).code;

const video = join(folder, 'labels.y4m');
await film(await Promise.all(loan.items.map(({ id }) => desk.picture(`/items/${id}/label?format=png`))), video);

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`],
});
const context = await browser.newContext({ baseURL: base, viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'zh-CN', permissions: ['camera'] });
const page = await context.newPage();
page.on('console', (message) => {
  const expected = /401 \(Unauthorized\)|ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION/.test(message.text());
  if (['error', 'warning'].includes(message.type()) && !expected) complaints.push(message.text());
});
page.on('pageerror', (error) => complaints.push(error.message));

const step = async (name, work) => {
  const from = Date.now();
  await work();
  console.log(`ok ${name} (${Date.now() - from} ms)`);
  if (pictures) await page.screenshot({ path: join(pictures, `${name.replaceAll(/\W+/g, '-')}.png`) });
};
/** A hand scanner: keys faster than any hand, and Enter. */
const scan = (code) =>
  page.evaluate((keys) => {
    for (const key of keys) (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }, [...code, 'Enter']);
const banner = (verdict) => page.locator(`.station-banner[data-verdict=${verdict}]`);
const told = async (verdict, text) => {
  const shown = banner(verdict).filter({ hasText: text ?? '' });
  await shown.waitFor({ timeout: 10_000 });
};
const row = (name) => page.locator('.station-row').filter({ hasText: name }).first();
const linesOf = async (id) => desk.get(`/requests/${id}/lines`);
const historyOf = async (item, action) => (await desk.get(`/items/${item}/history`)).filter((event) => event.action === action).length;

try {
  await step('sign in and begin the intake from the list', async () => {
    await page.goto('/sign-in');
    await page.locator('#login').fill('custodian-01');
    await page.locator('#password').fill(password);
    await page.locator('button[type=submit]').click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto('/station');
    await page.locator('.station-task').filter({ hasText: intake.number }).click();
    await page.locator('.station-place-wanted').waitFor();
  });

  await step('place first, then items', async () => {
    await scan(codeOf('手机 1'));
    await told('no_place');
    await scan(shelf.toLowerCase());
    await told('place', shelf);
    const from = Date.now();
    await scan(codeOf('手机 1'));
    await told('here', '手机 1');
    console.log(`   scan to visible answer ${Date.now() - from} ms`);
  });

  await step('undo, scan again, and not twice', async () => {
    await page.getByRole('button', { name: '撤销' }).click();
    await row('手机 1').waitFor({ state: 'detached' });
    await scan(codeOf('手机 1'));
    await told('here', '手机 1');
    await scan(codeOf('手机 1'));
    await told('again', '手机 1');
    assert.equal(await page.locator('.station-row').count(), 1);
  });

  await step('codes that are not goods of this request', async () => {
    const right = codeOf('手机 2');
    for (const [code, verdict] of [[mistyped(right), 'mistyped'], [forged(right), 'forged'], [foreign(right), 'foreign'], ['HTTPS://EXAMPLE.COM/1', 'malformed'], [loan.items[0].code, 'not_here']]) {
      await scan(code);
      await told(verdict);
    }
  });

  await step('typed by hand', async () => {
    await page.getByRole('button', { name: '手输' }).click();
    await page.getByLabel('输入编码').pressSequentially(codeOf('手机 2').toLowerCase(), { delay: 70 });
    await page.keyboard.press('Enter');
    await told('here', '手机 2');
    await page.locator('.station-place').click();
  });

  await step('the network is cut: everything is kept and goes on by itself', async () => {
    await context.setOffline(true);
    for (const n of [3, 4, 5]) {
      await scan(codeOf(`手机 ${n}`));
      await told('unchecked', `手机 ${n}`);
    }
    await page.locator('.station-cut').waitFor();
    const unsent = Number(await page.locator('[data-unsent]').getAttribute('data-unsent'));
    assert.ok(unsent >= 3, `${unsent} unsent`);
    await page.waitForTimeout(9_000);
    assert.ok((await linesOf(intake.id)).every(({ name, outcome }) => !['手机 3', '手机 4', '手机 5'].includes(name) || outcome === 'pending'));
    if (pictures) await page.screenshot({ path: join(pictures, 'cut.png') });
    await context.setOffline(false);
    await page.locator('[data-unsent]').waitFor({ state: 'detached', timeout: 40_000 });
    const done = (await linesOf(intake.id)).filter(({ outcome }) => outcome === 'accepted').map(({ name }) => name);
    assert.deepEqual(done.toSorted(), ['手机 1', '手机 2', '手机 3', '手机 4', '手机 5']);
  });

  await step('the answer is lost: the same call again, nothing twice', async () => {
    const keys = [];
    await page.route('**/execution', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await scan(codeOf('手机 6'));
    await told('here', '手机 6');
    await page.getByRole('button', { name: '立即提交' }).click();
    await page.locator('[data-unsent]').waitFor({ state: 'detached', timeout: 30_000 });
    await page.unroute('**/execution');
    assert.ok(keys.length >= 2 && new Set(keys).size === 1, `keys ${keys}`);
    const item = intake.items.find(({ name }) => name === '手机 6');
    assert.equal(await historyOf(item.id, 'ItemReceived'), 1);
    assert.equal((await desk.get(`/items/${item.id}`)).place_code, shelf);
  });

  await step('a reload loses nothing', async () => {
    await scan(codeOf('手机 7'));
    await told('here', '手机 7');
    await page.reload();
    await row('手机 7').filter({ hasText: '已接收入库' }).waitFor({ timeout: 30_000 });
  });

  await step('a second custodian confirms a valuable, sealed, in the vault', async () => {
    await scan(vault);
    await told('place', vault);
    await scan(codeOf('金项链'));
    await told('here', '金项链');
    await page.getByRole('button', { name: '立即提交' }).click();
    await page.getByRole('button', { name: '双人确认' }).first().click();
    await page.getByLabel('第二名保管人员的登录名').fill('custodian-02');
    await page.getByRole('dialog').locator('input[type=password]').fill(password);
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await page.locator('.station-second').waitFor();
    await row('金项链').filter({ hasText: '封装编号' }).waitFor({ timeout: 20_000 });
    await row('金项链').getByRole('button', { name: /查\s?验/ }).click();
    await page.getByLabel('封装编号').fill('FZ-2026-0001');
    if (pictures) await page.screenshot({ path: join(pictures, 'inspection.png') });
    await page.locator('.ant-drawer-footer button').click();
    await row('金项链').filter({ hasText: '已接收入库' }).waitFor({ timeout: 20_000 });
    const line = (await linesOf(intake.id)).find(({ name }) => name === '金项链');
    assert.ok(line.second_id && line.second_id !== line.executed_by, 'two custodians');
    assert.equal(line.seal_no, 'FZ-2026-0001');
  });

  await step('one is refused with a reason, the rest put here at once', async () => {
    await scan(shelf);
    await told('place', shelf);
    await page.locator('.ant-segmented-item').filter({ hasText: '待办' }).click();
    await row('移动硬盘').getByRole('button').click();
    await page.getByRole('dialog').getByText('拒收').first().click();
    await page.getByLabel('原因').fill('外壳已拆,与清单不符');
    await page.locator('.ant-drawer-footer button').click();
    await page.getByRole('button', { name: /其余 2 件/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: /接收 2 件/ }).click();
    await page.getByText('没有待办明细了').waitFor({ timeout: 20_000 });
    await page.locator('[data-unsent]').waitFor({ state: 'detached', timeout: 20_000 });
    const request = await desk.get(`/requests/${intake.id}`);
    assert.equal(request.status, 'awaiting_confirmation');
    assert.equal(request.open_line_count, 0);
  });

  await step('a loan is handed out by camera', async () => {
    await page.goto(`/station/${loan.id}`);
    await page.getByRole('button', { name: '相机' }).click();
    for (const { name, code } of loan.items) await page.locator('.station-row').filter({ hasText: code }).filter({ hasText: name }).waitFor({ timeout: 30_000 });
    if (pictures) await page.screenshot({ path: join(pictures, 'camera.png') });
    await page.getByText('已借出').nth(1).waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: '相机' }).click();
    assert.equal((await desk.get(`/requests/${loan.id}`)).status, 'completed');
  });

  await step('goods are moved, and moved back', async () => {
    await page.goto('/station/move');
    await page.locator('.station-place-wanted').waitFor();
    const item = intake.items.find(({ name }) => name === '手机 1');
    await scan(shelf);
    await told('place', shelf);
    await scan(item.code);
    await told('here', '手机 1');
    await scan(otherShelf);
    await told('place', otherShelf);
    await scan(item.code);
    await told('elsewhere', '手机 1');
    await page.getByRole('button', { name: '立即提交' }).click();
    await row('已移位').waitFor({ timeout: 20_000 });
    assert.equal((await desk.get(`/items/${item.id}`)).place_code, otherShelf);
    await page.getByRole('button', { name: /移\s?回/ }).click();
    await page.getByText('已移位').nth(1).waitFor({ timeout: 20_000 });
    assert.equal((await desk.get(`/items/${item.id}`)).place_code, shelf);
  });

  assert.deepEqual(complaints, []);
  console.log(`the custodian's day took ${Math.round((Date.now() - began) / 1000)} s`);
} catch (error) {
  if (pictures) await page.screenshot({ path: join(pictures, 'failed.png') });
  console.error(complaints.join('\n'));
  throw error;
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
