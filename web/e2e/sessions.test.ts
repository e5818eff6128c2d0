// Where one is signed in: seen and ended; and the password asked for again before what matters most.
import type { Browser, Page } from '@playwright/test';
import { PASSWORD, signIn as signInOn } from './support/browser.mjs';
import { type Desk, expect, test } from './support/fixtures';
import { findings, sticksOut } from './support/page-checks';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

// Others work at desks of the same people meanwhile: only the sign-ins made here are ended.
const ADMIN = 'security-admin-01';
const OFFICER = 'officer-0101';
const NOBODY = 'officer-0102';

let desk: Desk;

test.beforeAll(async ({ signIn }) => {
  desk = await signIn(ADMIN, { phone: true });
});
test.afterAll(() => desk?.close());

/** The same person in a browser of another make, by whose version it is told apart. */
async function elsewhere(browser: Browser, login: string): Promise<{ page: Page; named: string }> {
  const version = 100 + Math.floor(Math.random() * 900);
  const context = await browser.newContext({ userAgent: `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0` });
  const page = await context.newPage();
  await signInOn(page, login);
  return { page, named: `Firefox ${version} · Linux` };
}

test('a second sign-in is seen in the account menu and ended there', async ({ browser }) => {
  const { page } = desk;
  const second = await elsewhere(browser, ADMIN);
  await page.getByRole('button', { name: /^账号/ }).click();
  await page.getByRole('menuitem', { name: '登录设备' }).click();
  const lines = page.locator('.sessions li');
  await expect(lines.filter({ hasText: '当前页面' })).toContainText(/Chrom\w+ \d+ · Linux/);
  const other = lines.filter({ hasText: second.named });
  await expect(other).toHaveCount(1);
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toBe(0);
  await other.getByRole('button', { name: '结束登录' }).click();
  await page.getByText('已结束登录').first().waitFor();
  await expect(other).toHaveCount(0);
  await second.page.goto('/users');
  await second.page.waitForURL(/\/sign-in/);
  await second.page.context().close();
});

test('all others are ended after a question', async ({ browser }) => {
  const { page } = desk;
  const second = await elsewhere(browser, ADMIN);
  await page.reload();
  let called = 0;
  await page.route('**/api/v1/sessions', async (route) => {
    if (route.request().method() !== 'DELETE') return route.continue();
    called += 1;
    return route.fulfill({ status: 204 });
  });
  await page.getByRole('button', { name: '结束其他所有登录' }).click();
  await page.locator('.ant-modal-confirm-title').getByText('结束除当前页面外的所有登录？').waitFor();
  expect(called).toBe(0);
  await page.getByRole('dialog').getByRole('button', { name: '结束其他所有登录' }).click();
  await expect.poll(() => called).toBe(1);
  await page.unroute('**/api/v1/sessions');
  await second.page.context().close();
});

test('an administrator ends a session of somebody else', async ({ browser }) => {
  const theirs = await elsewhere(browser, OFFICER);
  const { page } = desk;
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`/users?q=${OFFICER}`);
  await page.getByRole('button', { name: '登录设备' }).click();
  const line = page.getByRole('dialog').locator('.sessions li').filter({ hasText: theirs.named });
  await expect(line).toHaveCount(1);
  expect(await findings(page)).toEqual([]);
  await line.getByRole('button', { name: '结束登录' }).click();
  await expect(line).toHaveCount(0);
  await theirs.page.goto('/cases');
  await theirs.page.waitForURL(/\/sign-in/);
  await theirs.page.context().close();
});

test('before what matters most the password is asked for again, and the call is made after all', async () => {
  const { page } = desk;
  // A quarter of an hour is too long for a test: the first answers are those that would come then.
  const detail = '此项操作须本人再次确认：距上次输入密码已超过15分钟。';
  const refusal = { type: 'urn:custody:error:reauthentication_needed', title: 'Forbidden', status: 403, code: 'reauthentication_needed', detail, instance: 'urn:custody:request:none', request_id: 'none', errors: [] };
  const keys: (string | undefined)[] = [];
  await page.route('**/api/v1/users/*/roles', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 2) return route.continue();
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(refusal) });
  });
  await page.goto(`/users?q=${NOBODY}`);
  await page.getByRole('button', { name: '授予角色' }).first().click();
  const grant = page.getByRole('dialog').getByRole('button', { name: '授予角色' });
  await grant.click();
  const proof = page.getByRole('dialog').filter({ hasText: '请确认是您本人' });
  await proof.locator('#password').waitFor();
  expect(await findings(page)).toEqual([]);
  // Whoever would rather not is told why nothing was done.
  await proof.getByRole('button', { name: /^取 ?消$/ }).click();
  await page.getByText('此项操作须本人再次确认').first().waitFor();
  await grant.click();
  await proof.locator('#password').fill('not my password');
  await proof.getByRole('button', { name: /^确 ?认$/ }).click();
  await proof.getByText('当前密码错误。').waitFor();
  await proof.locator('#password').fill(PASSWORD);
  await proof.getByRole('button', { name: /^确 ?认$/ }).click();
  await page.getByText('角色已更新').first().waitFor();
  expect(keys).toHaveLength(3);
  expect(keys[2], 'the very call that was refused is made again').toBe(keys[1]);
  await page.unroute('**/api/v1/users/*/roles');
  // The browser itself notes the refusals.
  expect(desk.complaints.filter((line) => !/status of 4(03|22)/.test(line))).toEqual([]);
});
