// Where one is signed in: seen, ended, and told of; and the password asked for again before what matters most.
import { PASSWORD } from './support/browser.mjs';
import { type Desk, expect, test } from './support/fixtures';
import { findings, sticksOut } from './support/page-checks';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

const ADMIN = 'security-admin-01';
const OTHER = 'officer-0102';

let desk: Desk;

test.beforeAll(async ({ signIn }) => {
  desk = await signIn(ADMIN, { phone: true });
});
test.afterAll(() => desk?.close());

test('a second sign-in is seen in the account menu and ended there', async ({ signIn }) => {
  const { page } = desk;
  const second = await signIn(ADMIN);
  await page.getByRole('button', { name: /^账号/ }).click();
  await page.getByRole('menuitem', { name: '登录设备' }).click();
  const others = page.locator('.sessions li').filter({ hasNotText: '当前页面' });
  await expect(page.locator('.sessions li').filter({ hasText: '当前页面' })).toHaveCount(1);
  await expect(others.first()).toContainText(/Chrom\w+ \d+ · Linux/);
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toBe(0);
  await page.screenshot({ path: 'e2e/results/sessions-phone.png', fullPage: true });
  const before = await others.count();
  await others.first().getByRole('button', { name: '结束登录' }).click();
  await page.getByText('已结束登录').first().waitFor();
  await expect(others).toHaveCount(before - 1);
  await second.page.goto('/users');
  await second.page.waitForURL(/\/sign-in/);
  await second.close();
  if (before > 1) {
    await page.getByRole('button', { name: '结束其他所有登录' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '结束其他所有登录' }).click();
    await expect(others).toHaveCount(0);
  }
});

test('an administrator ends the sessions of somebody else', async ({ signIn }) => {
  const theirs = await signIn(OTHER);
  const { page } = desk;
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`/users?q=${OTHER}`);
  await page.getByRole('button', { name: '登录设备' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('.sessions li').first()).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.screenshot({ path: 'e2e/results/sessions-of-user.png' });
  await dialog.getByRole('button', { name: '结束所有登录' }).click();
  await dialog.getByText('目前没有登录。').waitFor();
  await theirs.page.reload();
  await theirs.page.waitForURL(/\/sign-in/);
  await theirs.close();
});

test('before what matters most the password is asked for again, and the call is made after all', async () => {
  const { page } = desk;
  // A quarter of an hour is too long for a test: the first answer is the one that would come then.
  const refusal = { type: 'urn:custody:error:reauthentication_needed', title: 'Forbidden', status: 403, code: 'reauthentication_needed', detail: '此项操作须本人再次确认：距上次输入密码已超过15分钟。', instance: 'urn:custody:request:none', request_id: 'none', errors: [] };
  let tried = 0;
  await page.route('**/api/v1/users/*/roles', async (route) => {
    tried += 1;
    if (tried === 1 || tried === 2) await route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(refusal) });
    else await route.continue();
  });
  await page.goto(`/users?q=${OTHER}`);
  const grant = async () => {
    await page.getByRole('button', { name: '授予角色' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: '授予角色' }).click();
  };
  await grant();
  const proof = page.getByRole('dialog').filter({ hasText: '请确认是您本人' });
  await proof.waitFor();
  expect(await findings(page)).toEqual([]);
  await page.screenshot({ path: 'e2e/results/proof.png' });
  // Whoever would rather not is told why nothing was done.
  await proof.getByRole('button', { name: /^取 ?消$/ }).click();
  await page.getByText('此项操作须本人再次确认').first().waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '授予角色' }).click();
  await proof.waitFor();
  await proof.locator('#password').fill('not my password');
  await proof.getByRole('button', { name: /^确 ?认$/ }).click();
  await proof.getByText('当前密码错误。').waitFor();
  await proof.locator('#password').fill(PASSWORD);
  await proof.getByRole('button', { name: /^确 ?认$/ }).click();
  await page.getByText('角色已更新').first().waitFor();
  expect(tried).toBe(3);
  await page.unroute('**/api/v1/users/*/roles');
  expect(desk.complaints).toEqual([]);
});
