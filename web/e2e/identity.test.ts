// The identity provider, with one that is certified: an identity is linked, signs in to the page that was wanted, says again who one is, and is
// removed; whoever is not linked or turns back is told so.
import type { Page } from '@playwright/test';
import { PASSWORD, isExpected } from './support/browser.mjs';
import { expect, test } from './support/fixtures';
import { NAME, serveWithProvider } from './support/identity-provider.mjs';
import { findings, sticksOut } from './support/page-checks';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

// Of those who can sign in one whom no journey beside this one needs: it ends that person's other sessions.
const LOGIN = 'auditor-01';

let page: Page;
let centre: Awaited<ReturnType<typeof serveWithProvider>>;
const complaints: string[] = [];

test.beforeAll(async ({ browser }) => {
  centre = await serveWithProvider();
  const context = await browser.newContext({ baseURL: centre.pages, viewport: { width: 390, height: 844 }, hasTouch: true });
  page = await context.newPage();
  page.on('console', (message) => {
    const own = message.location().url.startsWith(centre.pages);
    if (own && message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
test.afterAll(async () => {
  await page?.context().close();
  centre?.stop();
});

const content = () => page.locator('#content h1').first();
const card = () => page.locator('.identities');
const button = () => page.getByRole('button', { name: `使用${NAME}登录` });

async function sound(): Promise<void> {
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toBe(0);
}

/** Nobody is signed in, neither here nor at the provider. */
async function leave(path = '/sign-in'): Promise<void> {
  await page.context().clearCookies();
  await page.goto(path);
}

/** At the provider, in its own forms. */
async function signInThere(name: string, { asked = true } = {}): Promise<void> {
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('whatever');
  await page.locator('button[type=submit]').click();
  // It asks whether the centre may know who it is, unless it has been told.
  if (asked) await page.getByRole('button', { name: 'Continue' }).click();
}

test('an identity is linked after the password, and stands in the account', async () => {
  await leave();
  await page.locator('#login').fill(LOGIN);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await content().waitFor();
  await page.goto('/two-step');
  await card().getByText('还没有绑定。').waitFor();
  await sound();
  await card().getByRole('button', { name: '绑定身份' }).click();
  await signInThere('130000-7');
  await card().getByText('130000-7').waitFor();
  await card().getByText('尚未使用').waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/two-step');
  await sound();
});

test('it signs in to the page that was wanted', async () => {
  await leave('/sign-in?next=/two-step');
  await button().waitFor();
  await sound();
  await button().click();
  await signInThere('130000-7');
  await card().getByText('最近使用').waitFor();
  expect(new URL(page.url()).pathname).toBe('/two-step');
});

test('it says again who one is, and the page that asked is there again', async () => {
  // A quarter of an hour is too long for a test: the first answer is the one that would come then.
  const detail = '此项操作须本人再次确认：距上次输入密码已超过15分钟。';
  const refusal = { type: 'urn:custody:error:reauthentication_needed', title: 'Forbidden', status: 403, code: 'reauthentication_needed', detail, instance: 'urn:custody:request:none', request_id: 'none', errors: [] };
  await page.route('**/api/v1/sessions', async (route) => {
    if (route.request().method() !== 'DELETE') return route.fallback();
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(refusal) });
  });
  const askedFor = async () => {
    await page.getByRole('button', { name: '结束其他所有登录' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '结束其他所有登录' }).click();
  };
  await page.goto('/sessions');
  await askedFor();
  const dialog = page.getByRole('dialog').filter({ hasText: '请确认是您本人' });
  await dialog.getByText('将转到该服务重新登录').waitFor();
  await dialog.getByRole('button', { name: `使用${NAME}确认` }).click();
  await signInThere('130000-7', { asked: false });
  await page.getByText('已确认是您本人，请重新办理刚才的操作').waitFor();
  await page.waitForURL(/\/sessions$/);
  await page.unroute('**/api/v1/sessions');
  await askedFor();
  await expect(page.locator('.sessions li')).toHaveCount(1);
});

test('whoever is not linked, and whoever turns back, is told so', async () => {
  await leave();
  await button().click();
  await signInThere('nobody-here');
  await page.getByText('该身份没有绑定本系统可登录的账号').waitFor();
  await sound();
  expect(page.url()).toBe(`${centre.pages}/sign-in/return`);
  await page.getByRole('link', { name: '返回登录页面' }).click();
  await page.context().clearCookies();
  await button().click();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByText('身份认证服务没有确认您的身份').waitFor();
  await sound();
  // Nor does an answer help that this browser did not ask for.
  await page.goto('/sign-in/return?code=x&state=y');
  await page.getByText('未接受身份认证服务的应答').waitFor();
});

test('it is removed, and lets nobody in any more', async () => {
  await leave('/sign-in?next=/two-step');
  await button().click();
  await signInThere('130000-7');
  await card().getByRole('button', { name: '解绑' }).click();
  await card().getByText('还没有绑定。').waitFor();
  await leave();
  await button().click();
  await signInThere('130000-7');
  await page.getByText('该身份没有绑定本系统可登录的账号').waitFor();
  expect(complaints.filter((complaint) => !/status of 40[39]/.test(complaint))).toEqual([]);
});
