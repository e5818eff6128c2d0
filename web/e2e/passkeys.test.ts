// Passkeys, with the authenticator that Chromium has for tests: added, used to sign in alone and after the password, to say again who one is,
// and removed.
import type { CDPSession, Page } from '@playwright/test';
import { BASE, PASSWORD, isExpected } from './support/browser.mjs';
import { expect, test } from './support/fixtures';
import { findings, sticksOut } from './support/page-checks';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

// Of those who can sign in the one whose own journey has ended before this begins.
const LOGIN = 'auditor-01';
/** Passkeys are bound to a name, which a network address is not. */
const PAGES = BASE.replace('127.0.0.1', 'localhost');

let page: Page;
let device: CDPSession;
let authenticatorId = '';
const complaints: string[] = [];

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ baseURL: PAGES, viewport: { width: 390, height: 844 }, hasTouch: true });
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
  ({ authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', { options }));
});
test.afterAll(() => page?.context().close());

const content = () => page.locator('#content h1').first();
const card = () => page.locator('.passkeys');

async function sound(): Promise<void> {
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toBe(0);
}

async function leave(): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/sign-in');
}

async function type(): Promise<void> {
  await page.locator('#login').fill(LOGIN);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
}

test('one is added with the password and a name, and another of the same device is not', async () => {
  await leave();
  await type();
  await content().waitFor();
  await page.goto('/two-step');
  await card().getByText('还没有通行密钥。').waitFor();
  await card().getByRole('button', { name: '添加通行密钥' }).click();
  await card().locator('#name').fill('外勤手机');
  await sound();
  await card().getByRole('button', { name: '下一步' }).click();
  await card().locator('#password').fill('not my password');
  await card().locator('button[type=submit]').click();
  await page.getByText('当前密码错误。').waitFor();
  await sound();
  await card().locator('#password').fill(PASSWORD);
  await card().locator('button[type=submit]').click();
  await card().getByText('外勤手机').waitFor();
  await card().getByText('尚未使用').waitFor();
  await sound();
  const { credentials } = await device.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials.map(({ rpId, isResidentCredential }) => [rpId, isResidentCredential])).toEqual([['localhost', true]]);
  await card().getByRole('button', { name: '添加通行密钥' }).click();
  await card().getByRole('button', { name: '下一步' }).click();
  await card().locator('#password').fill(PASSWORD);
  await card().locator('button[type=submit]').click();
  await page.getByText('此设备上已有本账号的通行密钥。').waitFor();
});

test('it lets in alone, and the page says when it was used', async () => {
  await leave();
  const button = page.getByRole('button', { name: '使用通行密钥登录' });
  await button.waitFor();
  await sound();
  await button.click();
  await content().waitFor();
  await page.goto('/two-step');
  await card().getByText('最近使用').waitFor();
});

test('after the password it is asked for, and whoever is not verified stays outside', async () => {
  await leave();
  await type();
  await page.getByText('密码正确。请再用通行密钥确认是您本人。').waitFor();
  await sound();
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.getByRole('button', { name: '使用通行密钥' }).click();
  await page.waitForTimeout(1000);
  await expect(page.locator('#login')).toBeAttached();
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await page.getByRole('button', { name: '使用通行密钥' }).click();
  await content().waitFor();
});

test('it says again who one is, and the call is made after all', async () => {
  // A quarter of an hour is too long for a test: the first answer is the one that would come then.
  const detail = '此项操作须本人再次确认：距上次输入密码已超过15分钟。';
  const refusal = { type: 'urn:custody:error:reauthentication_needed', title: 'Forbidden', status: 403, code: 'reauthentication_needed', detail, instance: 'urn:custody:request:none', request_id: 'none', errors: [] };
  let ends = 0;
  await page.route('**/api/v1/sessions', async (route) => {
    if (route.request().method() !== 'DELETE' || ends++ > 0) return route.fallback();
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(refusal) });
  });
  await page.goto('/sessions');
  // Those of the steps before are still open.
  await page.getByRole('button', { name: '结束其他所有登录' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '结束其他所有登录' }).click();
  const dialog = page.getByRole('dialog').filter({ hasText: '请确认是您本人' });
  await dialog.locator('#password').waitFor();
  // The button behind the dialog waits, and is pale as long.
  expect(await sticksOut(page)).toBe(0);
  await dialog.getByRole('button', { name: '使用通行密钥确认' }).click();
  await expect(page.locator('.sessions li')).toHaveCount(1);
  expect(ends).toBe(2);
  await page.unroute('**/api/v1/sessions');
});

test('it gets another name, and is removed with the password and itself', async () => {
  await page.goto('/two-step');
  await card().getByRole('button', { name: '改名' }).click();
  await card().locator('#name').fill('旧手机');
  await card().getByRole('button', { name: '保存' }).click();
  await card().getByText('旧手机').waitFor();
  await card().getByRole('button', { name: '移除' }).click();
  await card().getByText('这是您最后一个双因素验证方式').waitFor();
  await card().locator('#password').fill(PASSWORD);
  await sound();
  await card().locator('button[type=submit]').click();
  await card().getByText('还没有通行密钥。').waitFor();
  await leave();
  await page.getByRole('button', { name: '使用通行密钥登录' }).click();
  await page.getByText('未能通过通行密钥验证').waitFor();
  await type();
  await content().waitFor();
  // The browser says of every refusal that it was one.
  expect(complaints.filter((complaint) => !/status of 4(03|22)/.test(complaint))).toEqual([]);
});
