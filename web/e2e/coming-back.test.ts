// People leave pages and come back: a list stands where it stood, what was typed is there again, and what is saved is what
// the page then shows.
import type { Page } from '@playwright/test';
import { PASSWORD } from './support/browser.mjs';
import { type Desk, expect, test } from './support/fixtures';
import { received, roomFor } from './support/people';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

let officer: Desk;
let custodian: Desk;
const stamp = String(Date.now()).slice(-7);
const caseName = `草稿留存案${stamp}`;

test.beforeAll(async ({ signIn }) => {
  officer = await signIn('officer-0101');
  custodian = await signIn('custodian-02');
});
test.afterAll(async () => {
  await officer?.close();
  await custodian?.close();
});

const rows = (page: Page) => page.locator('.list-box .ant-table-tbody-virtual-holder');
const drawer = (page: Page) => page.locator('.ant-drawer').last();
const kept = (page: Page) => page.getByText(/草稿已存/).first().waitFor();

test('back from a row a list stands where it stood', async () => {
  const { page } = custodian;
  await page.goto('/items');
  await rows(page).getByRole('link').first().waitFor();
  await rows(page).hover();
  await page.mouse.wheel(0, 4000);
  const top = () => rows(page).evaluate((element) => element.scrollTop);
  await expect.poll(top).toBeGreaterThan(3000);
  // Links are there again once it stands still.
  await expect.poll(async () => (await top()) === (await top())).toBe(true);
  const before = await top();
  const box = (await rows(page).boundingBox()) ?? { y: 0, height: 0 };
  const links = await rows(page).getByRole('link').all();
  for (const link of links) {
    const place = await link.boundingBox();
    if (!place || place.y < box.y + 100 || place.y > box.y + box.height - 100) continue;
    await link.click();
    break;
  }
  await page.locator('.ant-descriptions').first().waitFor();
  await page.goBack();
  await rows(page).getByRole('link').first().waitFor();
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(60);
});

test('a form is there again after a reload, and in a new session', async () => {
  const { page } = officer;
  await page.goto('/cases/new');
  await page.locator('#name').fill(caseName);
  await kept(page);
  await page.reload();
  await expect(page.locator('#name')).toHaveValue(caseName);
  await page.context().clearCookies();
  await page.reload();
  await page.locator('#login').fill('officer-0101');
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('#content h1').first().waitFor();
  await page.goto('/cases/new');
  await expect(page.locator('#name')).toHaveValue(caseName);
});

test('the draft of a closed tab is offered in another, and is gone once it is sent', async () => {
  const { page } = officer;
  const context = page.context();
  const other = await context.newPage();
  await page.close();
  officer = { ...officer, page: other };
  await other.goto('/cases/new');
  await other.getByText('本机还有您的 1 份草稿').waitFor();
  await expect(other.locator('#name')).toHaveValue('');
  await other.getByRole('button', { name: '打开' }).click();
  await expect(other.locator('#name')).toHaveValue(caseName);
  await other.locator('#case_no').fill(`E2E-${stamp}`);
  await other.locator('#cause').fill('盗窃');
  await other.locator('#officers').click();
  await other.locator('.ant-select-item-option:not(.ant-select-item-option-selected)').first().click();
  // The open list covers the button.
  await other.locator('#content h1').click();
  await other.getByRole('button', { name: '登记案件' }).click();
  await other.getByRole('heading', { name: caseName }).waitFor();
  await other.goto('/cases/new');
  await other.locator('#name').waitFor();
  await expect(other.locator('#name')).toHaveValue('');
  await expect(other.getByText('份草稿')).toHaveCount(0);
});

test('labels of a case are chosen by the case itself, and its number stands in the field', async ({ team }) => {
  const [item] = await received(team, [{ name: `黑色手机${stamp}`, category: 'ordinary', features: '黑色', holder_name: '张三' }], await roomFor(team, 'ordinary'));
  const { page } = custodian;
  await page.goto(`/cases/${item?.case_id}`);
  const number = (await page.locator('#content .code').first().textContent())?.trim() ?? '';
  await page.getByRole('button', { name: '打印本案标签' }).click();
  await expect(page.locator('#said')).toHaveValue(number);
  await page.locator('#reason').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '生成标签' }).click();
  await page.waitForURL(/\/labels\/batches\//);
  await page.locator('.ant-descriptions').getByText(number).waitFor();
  const { selection } = await team.desk.get<{ selection: { case: string } }>(`/print-batches/${page.url().split('/').at(-1)}`);
  expect(selection.case).toBe(item?.case_id);
});

test('a correction half written is there again and said to be unsaved; a holder who is emptied is gone', async ({ team }) => {
  const { page } = custodian;
  const name = `银色相机${stamp}`;
  const [item] = await received(team, [{ name, category: 'ordinary', features: '银色', holder_name: '张三' }], await roomFor(team, 'ordinary'));
  await page.goto(`/items/${item?.id}`);
  await page.getByText('张三').first().waitFor();
  await page.getByRole('button', { name: '更正描述' }).click();
  await drawer(page).locator('#cells_holder_name').fill('');
  await drawer(page).locator('#reason').fill('持有人登记有误');
  await kept(page);
  await page.reload();
  await page.getByRole('button', { name: '更正描述' }).click();
  await drawer(page).getByText('表单中有您此前未保存的修改').waitFor();
  await expect(drawer(page).locator('#cells_holder_name')).toHaveValue('');
  await expect(drawer(page).locator('#reason')).toHaveValue('持有人登记有误');
  await drawer(page).getByRole('button', { name: '放弃修改' }).click();
  await expect(drawer(page).locator('#cells_holder_name')).toHaveValue('张三');
  await expect(drawer(page).locator('#reason')).toHaveValue('');
  await drawer(page).locator('#cells_holder_name').fill('');
  await drawer(page).locator('#reason').fill('持有人登记有误');
  await drawer(page).locator('.ant-drawer-footer button').click();
  await expect(page.locator('.ant-drawer-content')).toHaveCount(0);
  await expect(page.locator('.sheet .ant-descriptions').getByText('张三')).toHaveCount(0);
  const { holder_name } = await team.desk.get<{ holder_name: string }>(`/items/${item?.id}`);
  expect(holder_name).toBe('');
});

test('nobody complained', () => {
  expect([...officer.complaints, ...custodian.complaints]).toEqual([]);
});
