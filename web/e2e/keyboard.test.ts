// A day without a mouse: an officer registers a case, the head approves what was asked for, and a custodian receives it, by Tab, Enter, Space and
// what is typed.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { told } from './support/station';
import { type Prepared, roomFor, waitingIntake } from './support/people';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

/** More stops than any page has before what is looked for. */
const STOPS = 150;

let intake: Prepared;
let shelf = '';

test.beforeAll(async ({ team }) => {
  intake = await waitingIntake(team, [{ name: '行车记录仪', category: 'ordinary' }, { name: '公文包', category: 'ordinary' }]);
  shelf = await roomFor(team, 'ordinary');
});

/** Presses Tab until something has the focus, and sees that it shows. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let stop = 0; stop < STOPS; stop++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${wanted}`);
}

async function press(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
}

test('an officer registers a case', async ({ signIn }) => {
  const { page, close } = await signIn('officer-0101');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到内容' })).toBeFocused();
  await press(page, page.getByRole('navigation').getByRole('link', { name: '案件' }));
  await page.waitForURL(/\/cases$/);
  await press(page, page.getByRole('link', { name: '登记案件' }).or(page.getByRole('link').filter({ has: page.getByRole('button', { name: '登记案件' }) })).first());
  await page.waitForURL(/\/cases\/new$/);
  for (const [field, text] of [['#case_no', `KEY-${Date.now()}`], ['#name', '键盘办案'], ['#cause', '盗窃']] as const) {
    await tabTo(page, page.locator(field));
    await page.keyboard.insertText(text);
  }
  await tabTo(page, page.locator('#officers'));
  await page.keyboard.press('ArrowDown');
  await page.locator('.ant-select-item-option-active').waitFor();
  const chosen = page.locator('.ant-select-selection-item');
  for (let at = 0; at < 5 && (await chosen.count()) < 3; at++) {
    await page.keyboard.press('ArrowDown');
    const taken = await page.locator('.ant-select-item-option-active.ant-select-item-option-selected').count();
    if (taken === 0) {
      await page.keyboard.press('Enter');
      break;
    }
  }
  await page.keyboard.press('Escape');
  await press(page, page.getByRole('button', { name: '登记案件' }));
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  await close();
});

test('the head approves', async ({ signIn, team }) => {
  const { page, close } = await signIn('unit-head-0101');
  await page.goto('/queue');
  await press(page, page.locator('.list').getByRole('link', { name: intake.number ?? '' }));
  await page.waitForURL(new RegExp(`/requests/${intake.id}`));
  await press(page, page.getByRole('button', { name: '批 准' }).or(page.getByRole('button', { name: '批准' })).first());
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('textarea')).toBeFocused();
  await press(page, dialog.getByRole('button', { name: /批 ?准/ }));
  await expect.poll(async () => (await team.desk.get<{ status: string }>(`/requests/${intake.id}`)).status).toBe('approved');
  await close();
});

test('a custodian receives it with typed codes', async ({ signIn, team }) => {
  const { page, close } = await signIn('custodian-01');
  await page.goto(`/station/${intake.id}`);
  await page.locator('.station-place-wanted').waitFor();
  for (const [code, verdict] of [[shelf, 'place'], ...intake.items.map((item) => [item.code, 'here'])] as const) {
    const typed = page.locator('.station-typed input');
    if ((await typed.count()) === 0) await press(page, page.getByRole('button', { name: '手输' }));
    await tabTo(page, typed);
    await page.keyboard.insertText(code ?? '');
    await page.keyboard.press('Enter');
    await told(page, verdict ?? '');
  }
  await expect.poll(async () => (await team.desk.get<{ status: string }>(`/requests/${intake.id}`)).status).toBe('completed');
  await close();
});
