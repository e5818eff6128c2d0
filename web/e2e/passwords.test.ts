// Passwords as managers and people handle them: fields that say what they hold, and take what is pasted.
import { type Page } from '@playwright/test';
import { type Desk, expect, test } from './support/fixtures';

const PASTED = 'seven boats under a copper moon, 7 月';

let desk: Desk;
test.beforeAll(async ({ signIn }) => {
  desk = await signIn('custodian-01');
});
test.afterAll(() => desk?.close());

/** Copies a text in one field and pastes it into another, with the keys that people press. */
async function pastes(page: Page, field: string): Promise<void> {
  const scratch = page.locator('#scratch');
  await scratch.fill(PASTED);
  await scratch.press('Control+A');
  await scratch.press('Control+C');
  await page.locator(field).press('Control+V');
  await expect(page.locator(field)).toHaveValue(PASTED);
}

async function addScratch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const scratch = document.createElement('input');
    scratch.id = 'scratch';
    document.body.append(scratch);
  });
}

test('every field of a new password says what it holds and takes what is pasted', async () => {
  const { page } = desk;
  await page.goto('/password');
  const [current, fresh, again] = ['#current', '#new', '#again'];
  await page.locator(current).waitFor();
  await expect(page.locator('input[autocomplete=username]')).toHaveValue('custodian-01');
  await expect(page.locator(current)).toHaveAttribute('autocomplete', 'current-password');
  await expect(page.locator(fresh)).toHaveAttribute('autocomplete', 'new-password');
  await expect(page.locator(again)).toHaveAttribute('autocomplete', 'new-password');
  await addScratch(page);
  for (const field of [current, fresh, again]) await pastes(page, field);
  expect(desk.complaints).toEqual([]);
});

test('signing in does, too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.locator('#login').waitFor();
  await expect(page.locator('#login')).toHaveAttribute('autocomplete', /username/);
  await expect(page.locator('#password')).toHaveAttribute('autocomplete', 'current-password');
  await addScratch(page);
  for (const field of ['#login', '#password']) await pastes(page, field);
  await context.close();
});
