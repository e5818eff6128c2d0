// A custodian's day on a phone: receiving, handing out, moving; with the line cut, an answer lost, and a camera that sees a film of printed labels.
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchOptions, PASSWORD } from './support/browser.mjs';
import { type Desk, expect, test } from './support/fixtures';
import { scan } from './support/input';
import { foreign, forged, mistyped } from './support/label-codes';
import { film } from './support/label-film';
import { findings } from './support/page-checks';
import { approvedIntake, approvedLoan, type Prepared, received, roomFor } from './support/people';
import { banner, linesOf, row, told } from './support/station';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

/** What the camera sees; written before a page asks for the camera. */
const FILM = join(tmpdir(), `custody-labels-${process.pid}.y4m`);
const camera = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${FILM}`];
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, ...camera] } });

let intake: Prepared;
let loan: Prepared;
let shelf = '';
let otherShelf = '';
let vault = '';
let desk: Desk;

const codeOf = (name: string) => intake.items.find((item) => item.name === name)?.code ?? '';
const idOf = (name: string) => intake.items.find((item) => item.name === name)?.id ?? '';

test.beforeAll(async ({ signIn, team }) => {
  shelf = await roomFor(team, 'ordinary');
  otherShelf = await roomFor(team, 'ordinary', [shelf]);
  vault = await roomFor(team, 'vault');
  const phones = Array.from({ length: 9 }, (_, n) => ({ name: `手机 ${n + 1}`, category: 'ordinary' as const, features: '黑色' }));
  intake = await approvedIntake(team, [...phones, { name: '金项链', category: 'valuable', valuation_minor: 1_250_000 }, { name: '移动硬盘', category: 'antimagnetic' }]);
  loan = await approvedLoan(team, await received(team, [{ name: '账本', category: 'ordinary' }, { name: '印章', category: 'ordinary' }], otherShelf));
  await film(await Promise.all(loan.items.map(({ id }) => team.desk.picture(`/items/${id}/label?format=png`))), FILM);
  desk = await signIn('custodian-01', { phone: true, camera: true });
});
test.afterAll(async () => {
  await desk?.close();
  await rm(FILM, { force: true });
});

test('the intake is begun from the list', async () => {
  const { page } = desk;
  await page.goto('/station');
  await page.locator('.station-task').filter({ hasText: intake.number ?? '' }).click();
  await page.locator('.station-place-wanted').waitFor();
  expect(await findings(page)).toEqual([]);
});

test('place first, then items', async () => {
  const { page } = desk;
  await scan(page, codeOf('手机 1'));
  await told(page, 'no_place');
  await scan(page, shelf.toLowerCase());
  await told(page, 'place', shelf);
  await scan(page, codeOf('手机 1'));
  await told(page, 'here', '手机 1');
});

test('the last one is taken back, scanned again, and not twice', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '撤销' }).click();
  await row(page, '手机 1').waitFor({ state: 'detached' });
  await scan(page, codeOf('手机 1'));
  await told(page, 'here', '手机 1');
  await scan(page, codeOf('手机 1'));
  await told(page, 'again', '手机 1');
  await expect.poll(() => page.locator('.station-row').count()).toBe(1);
});

test('codes that are not goods of this request are told apart', async () => {
  const { page } = desk;
  const right = codeOf('手机 2');
  const wrong = [[mistyped(right), 'mistyped'], [forged(right), 'forged'], [foreign(right), 'foreign'], ['HTTPS://EXAMPLE.COM/1', 'malformed'], [loan.items[0]?.code ?? '', 'not_here']] as const;
  for (const [code, verdict] of wrong) {
    await scan(page, code);
    await told(page, verdict);
  }
  expect(await findings(page)).toEqual([]);
});

test('a code is typed by hand', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '手输' }).click();
  await page.getByLabel('输入编码').fill(codeOf('手机 2').toLowerCase());
  await page.keyboard.press('Enter');
  await told(page, 'here', '手机 2');
  await page.locator('.station-place').click();
});

test('the network is cut: everything is kept and goes on by itself', async ({ team }) => {
  const { page } = desk;
  const cut = ['手机 3', '手机 4', '手机 5'];
  await page.context().setOffline(true);
  for (const name of cut) {
    await scan(page, codeOf(name));
    await told(page, 'unchecked', name);
  }
  await page.locator('.station-cut').waitFor();
  await expect.poll(async () => Number(await page.locator('[data-unsent]').getAttribute('data-unsent'))).toBeGreaterThanOrEqual(3);
  expect((await linesOf(team, intake)).filter(({ name }) => cut.includes(name)).map(({ outcome }) => outcome)).toEqual(cut.map(() => 'pending'));
  await page.context().setOffline(false);
  await page.locator('[data-unsent]').waitFor({ state: 'detached' });
  const done = (await linesOf(team, intake)).filter(({ outcome }) => outcome === 'accepted').map(({ name }) => name);
  expect(done.toSorted()).toEqual(['手机 1', '手机 2', ...cut]);
});

test('an answer is lost: the same call again, nothing twice', async ({ team }) => {
  const { page } = desk;
  const keys: (string | undefined)[] = [];
  await page.route('**/execution', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await scan(page, codeOf('手机 6'));
  await told(page, 'here', '手机 6');
  await page.getByRole('button', { name: '立即提交' }).click();
  await row(page, '手机 6').filter({ hasText: '已接收入库' }).waitFor({ timeout: 60_000 });
  await page.unroute('**/execution');
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);
  const history = await team.desk.get<{ action: string }[]>(`/items/${idOf('手机 6')}/history`);
  expect(history.filter(({ action }) => action === 'ItemReceived')).toHaveLength(1);
});

test('a reload loses nothing', async () => {
  const { page } = desk;
  await scan(page, codeOf('手机 7'));
  await told(page, 'here', '手机 7');
  await page.reload();
  await row(page, '手机 7').filter({ hasText: '已接收入库' }).waitFor({ timeout: 60_000 });
});

test('signing out says how many scans are unsent, and sends them first', async ({ team }) => {
  const { page } = desk;
  await scan(page, shelf);
  await told(page, 'place', shelf);
  await scan(page, codeOf('手机 8'));
  await told(page, 'here', '手机 8');
  await page.getByRole('button', { name: /账号/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  const asked = page.locator('.ant-modal-confirm');
  await asked.getByText('本机还有 1 条扫描未送出').waitFor();
  await asked.getByRole('button', { name: '送出后退出' }).click();
  await page.waitForURL(/\/sign-in/);
  expect((await linesOf(team, intake)).find(({ name }) => name === '手机 8')?.outcome).toBe('accepted');
  await page.locator('#login').fill('custodian-01');
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('#content h1').first().waitFor();
});

test('a second custodian confirms a valuable by signing in on the spot, sealed, in the vault', async ({ team }) => {
  const { page } = desk;
  await page.goto(`/station/${intake.id}`);
  await page.locator('.station-place-wanted').waitFor();
  await scan(page, vault);
  await told(page, 'place', vault);
  await page.locator('.station-room').filter({ hasText: '保险库' }).waitFor();
  await scan(page, codeOf('金项链'));
  // Nothing is green that would be refused, and every reason is said at once.
  const refused = banner(page, 'refused').filter({ hasText: '金项链' });
  await refused.filter({ hasText: '共同确认' }).filter({ hasText: '请填写封装编号' }).waitFor();
  await refused.getByRole('button', { name: '双人确认' }).click();
  await page.getByLabel('第二名保管人员的登录名').fill('custodian-02');
  await page.getByRole('dialog').locator('input[type=password]').fill(PASSWORD);
  expect(await findings(page)).toEqual([]);
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await page.locator('.station-second').waitFor();
  await row(page, '金项链').filter({ hasText: '封装编号' }).waitFor();
  await row(page, '金项链').getByRole('button', { name: '查验' }).click();
  await page.getByLabel('封装编号').fill('FZ-2026-0001');
  await page.locator('.ant-drawer-footer button').click();
  await row(page, '金项链').filter({ hasText: '已接收入库' }).waitFor();
  await page.locator('.station-banner[data-done]').waitFor();
  const line = (await linesOf(team, intake)).find(({ name }) => name === '金项链');
  expect(line?.second_id).toBeTruthy();
  expect(line?.second_id).not.toBe(line?.executed_by);
  expect(line?.seal_no).toBe('FZ-2026-0001');
});

test('one is refused with a reason, the rest put here at once', async ({ team }) => {
  const { page } = desk;
  await scan(page, shelf);
  await told(page, 'place', shelf);
  await page.locator('.ant-segmented-item').filter({ hasText: '待办' }).click();
  await row(page, '移动硬盘').getByRole('button').click();
  await page.getByRole('dialog').getByText('拒收').first().click();
  await page.getByLabel('原因').fill('外壳已拆,与清单不符');
  await page.locator('.ant-drawer-footer button').click();
  await page.getByRole('button', { name: /其余 1 件/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /接收 1 件/ }).click();
  await page.getByText('没有待办明细了').waitFor();
  await page.locator('[data-unsent]').waitFor({ state: 'detached' });
  await expect.poll(async () => (await team.desk.get<{ status: string }>(`/requests/${intake.id}`)).status).toBe('awaiting_confirmation');
});

test('a loan is handed out by camera', async ({ team }) => {
  const { page } = desk;
  await page.goto(`/station/${loan.id}`);
  await page.getByRole('button', { name: '相机' }).click();
  for (const { code } of loan.items) await page.locator('.station-row').filter({ hasText: code }).waitFor({ timeout: 90_000 });
  await page.getByText('已借出').nth(1).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: '相机' }).click();
  await expect.poll(async () => (await team.desk.get<{ status: string }>(`/requests/${loan.id}`)).status).toBe('completed');
});

test('goods are moved, and moved back', async ({ team }) => {
  const { page } = desk;
  const placeOf = async () => (await team.desk.get<{ place_code: string }>(`/items/${idOf('手机 1')}`)).place_code;
  await page.goto('/station/move');
  await page.locator('.station-place-wanted').waitFor();
  await scan(page, shelf);
  await told(page, 'place', shelf);
  await scan(page, codeOf('手机 1'));
  await told(page, 'here', '手机 1');
  await scan(page, otherShelf);
  await told(page, 'place', otherShelf);
  await scan(page, codeOf('手机 1'));
  await told(page, 'elsewhere', '手机 1');
  await page.getByRole('button', { name: '立即提交' }).click();
  await row(page, '已移位').waitFor();
  expect(await placeOf()).toBe(otherShelf);
  await page.getByRole('button', { name: '移回' }).click();
  await expect.poll(placeOf).toBe(shelf);
  await banner(page, 'elsewhere').or(banner(page, 'here')).first().waitFor();
});

test('nobody complained', () => {
  expect(desk.complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION/.test(text))).toEqual([]);
});
