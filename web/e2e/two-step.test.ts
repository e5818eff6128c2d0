// Two-step sign-in: set up with an authenticator, asked for in a second step, a recovery code instead, and turned off again.
import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { PASSWORD } from './support/browser.mjs';
import { type Desk, expect, test } from './support/fixtures';
import { findings, sticksOut } from './support/page-checks';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

// Of those who can sign in the one whose own journey has ended before this begins.
const LOGIN = 'supervisor-political-legal-committee-01';
const STEP = 30_000;

let desk: Desk;
let secret = '';
let recovery: string[] = [];
/** A code is taken once: the last step that was used. */
let used = 0;

test.beforeAll(async ({ signIn }) => {
  desk = await signIn(LOGIN, { phone: true });
});
test.afterAll(() => desk?.close());

/** What an authenticator shows (RFC 6238). */
function codeOf(step: number): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', key).update(counter).digest();
  const from = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(from) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** The next code that was not used yet; that of the step to come is taken as well. */
async function code(): Promise<string> {
  while (Math.floor(Date.now() / STEP) + 1 <= used) await new Promise((done) => setTimeout(done, 500));
  used = Math.max(used + 1, Math.floor(Date.now() / STEP));
  return codeOf(used);
}

async function sound(page: Page): Promise<void> {
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toBe(0);
}

async function enter(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.locator('#login').fill(LOGIN);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.getByText('请输入身份验证器当前显示的六位数字。').waitFor();
}

test('it is set up with the password and a code, and gives recovery codes', async () => {
  const { page } = desk;
  await page.goto('/two-step');
  await page.locator('#password').fill('not my password');
  await page.getByRole('button', { name: '开始设置' }).click();
  await page.getByText('当前密码错误。').waitFor();
  await page.locator('#password').fill(PASSWORD);
  await page.getByRole('button', { name: '开始设置' }).click();
  const picture = page.getByRole('img', { name: '身份验证器二维码' });
  await picture.waitFor();
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  secret = (await page.locator('.factor-secret').innerText()).replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await sound(page);
  await page.locator('#code').fill('000');
  await page.getByRole('button', { name: '启用' }).click();
  await page.getByText('验证码错误、已过期或已使用。').waitFor();
  await page.locator('#code').fill(await code());
  await page.getByRole('button', { name: '启用' }).click();
  await expect(page.locator('.factor-codes li')).toHaveCount(10);
  recovery = await page.locator('.factor-codes code').allInnerTexts();
  await sound(page);
  const done = page.getByRole('button', { name: '完成' });
  await expect(done).toBeDisabled();
  await page.getByRole('checkbox', { name: '已保存' }).check();
  await done.click();
  await page.getByText('还有 10 个恢复码可用。').waitFor();
});

test('the sign-in asks for a code in a second step, and a wrong one costs nothing that was typed', async () => {
  const { page } = desk;
  await enter(page);
  const field = page.locator('#code');
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  await sound(page);
  await field.fill('123');
  await page.locator('button[type=submit]').click();
  await page.getByText('验证码错误、已过期或已使用。').waitFor();
  const fresh = await code();
  await field.fill(`${fresh.slice(0, 3)} ${fresh.slice(3)}`);
  await page.locator('button[type=submit]').click();
  await page.locator('#content h1').first().waitFor();
});

test('a recovery code does instead, once', async () => {
  const { page } = desk;
  for (const good of [true, false]) {
    await enter(page);
    await page.getByRole('button', { name: '使用恢复码' }).click();
    await page.locator('#code').fill(recovery[0] ?? '');
    await page.locator('button[type=submit]').click();
    if (good) await page.locator('#content h1').first().waitFor();
    else await page.getByText('验证码错误、已过期或已使用。').waitFor();
  }
  await page.locator('#code').fill(recovery[1] ?? '');
  await page.locator('button[type=submit]').click();
  await page.locator('#content h1').first().waitFor();
});

test('it is turned off with the password and a code', async () => {
  const { page } = desk;
  await page.goto('/two-step');
  await page.getByText('还有 8 个恢复码可用。').waitFor();
  await page.getByRole('button', { name: '停用' }).click();
  await page.locator('#password').fill(PASSWORD);
  await page.locator('#code').fill(await code());
  await sound(page);
  await page.getByRole('button', { name: '停用' }).click();
  await page.getByRole('button', { name: '开始设置' }).waitFor();
  // The browser says of every refusal that it was one.
  expect(desk.complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
});
