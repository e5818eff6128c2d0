// Two tabs of one browser, and a browser without a line: nothing is recorded for the wrong person, and nothing is forgotten.
import { PASSWORD } from './support/browser.mjs';
import { type Desk, expect, test } from './support/fixtures';
import { scan } from './support/input';
import { approvedIntake, type Prepared, roomFor } from './support/people';
import { linesOf, row, told } from './support/station';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

let desk: Desk;
let intake: Prepared;
let shelf = '';
const codeOf = (name: string) => intake.items.find((item) => item.name === name)?.code ?? '';

test.beforeAll(async ({ signIn, team }) => {
  shelf = await roomFor(team, 'ordinary');
  intake = await approvedIntake(team, Array.from({ length: 4 }, (_, n) => ({ name: `相机 ${n + 1}`, category: 'ordinary' as const, features: '银色' })));
  desk = await signIn('custodian-01');
});
test.afterAll(() => desk?.close());

test('a tab that shows today leaves the station of another tab open', async () => {
  const { page } = desk;
  await page.goto('/today');
  await page.locator('.work-counts').waitFor();
  const other = await page.context().newPage();
  await other.goto(`/station/${intake.id}`);
  await other.locator('.station-place-wanted').waitFor();
  await expect(other.getByText('扫描台已在另一个标签页打开')).toHaveCount(0);
  await scan(other, shelf);
  await told(other, 'place', shelf);
  await scan(other, codeOf('相机 1'));
  await told(other, 'here', '相机 1');
  await row(other, '相机 1').filter({ hasText: '已接收入库' }).waitFor({ timeout: 60_000 });
  await other.close();
});

test('without a line a reload shows the station and its queue, and sends it once the line is back', async ({ team }) => {
  const { page } = desk;
  await page.goto(`/station/${intake.id}`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await page.locator('.station-place-wanted').waitFor();
  await scan(page, shelf);
  await told(page, 'place', shelf);
  await page.context().setOffline(true);
  await scan(page, codeOf('相机 2'));
  await told(page, 'unchecked', '相机 2');
  await page.reload();
  await row(page, '相机 2').waitFor();
  await page.goto('/station');
  await page.getByText('连接不上服务器').first().waitFor();
  await page.locator('.station-task').filter({ hasText: '1 条扫描未提交' }).click();
  await row(page, '相机 2').waitFor();
  await page.context().setOffline(false);
  await row(page, '相机 2').filter({ hasText: '已接收入库' }).waitFor({ timeout: 60_000 });
  expect((await linesOf(team, intake)).find(({ name }) => name === '相机 2')?.outcome).toBe('accepted');
});

test('what the worker keeps is the page and its files, and no answer of the server', async () => {
  const kept = await desk.page.evaluate(async () => {
    const caches = await globalThis.caches.keys();
    return (await Promise.all(caches.map(async (name) => (await (await globalThis.caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat();
  });
  expect(kept.filter((path) => !/^\/($|assets\/|icon\.svg$)/.test(path))).toEqual([]);
  expect(kept.length).toBeGreaterThan(10);
});

test('somebody else signs in: asked first; the page of the first person stops and records nothing', async ({ team }) => {
  const { page } = desk;
  await page.goto(`/station/${intake.id}`);
  await page.locator('.station-place-wanted').waitFor();
  await scan(page, shelf);
  await told(page, 'place', shelf);
  const other = await page.context().newPage();
  await other.goto('/sign-in');
  await other.locator('#login').fill('custodian-02');
  await other.locator('#password').fill(PASSWORD);
  await other.locator('button[type=submit]').click();
  const replace = other.getByRole('button', { name: '结束其会话并登录' });
  await replace.waitFor();
  await scan(page, codeOf('相机 3'));
  await told(page, 'here', '相机 3');
  await replace.click();
  await other.locator('#content h1').first().waitFor();
  await page.getByText('此浏览器已由他人登录').waitFor();
  await scan(page, codeOf('相机 4'));
  await page.waitForTimeout(10_000);
  expect((await linesOf(team, intake)).filter(({ outcome }) => outcome === 'pending').map(({ name }) => name).toSorted()).toEqual(['相机 3', '相机 4']);
  await page.reload();
  await page.getByRole('button', { name: /账号/ }).waitFor();
  await other.close();
});

test('what the first person scanned is sent in their own next session', async ({ team }) => {
  const { page } = desk;
  await page.goto('/sign-in');
  await page.locator('#login').fill('custodian-01');
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: '结束其会话并登录' }).click();
  await page.locator('#content h1').first().waitFor();
  await expect.poll(async () => (await linesOf(team, intake)).find(({ name }) => name === '相机 3')?.outcome, { timeout: 60_000 }).toBe('accepted');
  const { executed_by } = (await linesOf(team, intake)).find(({ name }) => name === '相机 3') ?? {};
  expect(executed_by).toBe((await linesOf(team, intake)).find(({ name }) => name === '相机 1')?.executed_by);
});

test('in a browser of another zone the time of a seizure is proposed in the centre’s zone', async ({ browser }) => {
  const context = await browser.newContext({ timezoneId: 'America/New_York' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.locator('#login').fill('officer-0101');
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('#content h1').first().waitFor();
  await page.goto('/cases');
  await page.locator('.list a').first().click();
  await page.getByRole('link', { name: '登记扣押清单' }).click();
  await page.getByText('北京时间（UTC+8）').waitFor();
  const shown = await page.locator('#seized_at').inputValue();
  const centre = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 13).replace('T', ' ');
  expect(shown.slice(0, 13)).toBe(centre);
  await context.close();
});
