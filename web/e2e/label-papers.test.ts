// A custodian looks after the papers: a label content and a paper profile are made, and what does not fit is said at once.
import { type Desk, expect, test } from './support/fixtures';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

let custodian: Desk;
// A name of its own for each run: the centre may have been looked at before.
const mark = Date.now().toString(36);
const PAPER = `自备纸-${mark}`;
const CONTENT = `简式-${mark}`;

test.beforeAll(async ({ signIn }) => {
  custodian = await signIn('custodian-01');
});
test.afterAll(async () => {
  await custodian?.close();
});

test('a label content is made, and its preview follows what is changed', async () => {
  const { page } = custodian;
  await page.goto('/labels/paper');
  await page.getByRole('button', { name: '新建标签内容' }).click();
  await page.locator('.label-preview img').waitFor();
  const before = await page.locator('.label-preview img').getAttribute('src');
  await page.locator('#name').fill(CONTENT);
  await page.locator('#layout_qr_um').fill('22');
  await page.locator('#layout_captions').click();
  await expect.poll(() => page.locator('.label-preview img').getAttribute('src')).not.toBe(before);
  await page.locator('#layout_qr_um').fill('60');
  await page.getByText('无法预览').waitFor();
  await page.locator('#layout_qr_um').fill('22');
  await page.locator('.label-preview img').waitFor();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('link', { name: CONTENT }).waitFor();
});

test('a paper profile is made; what does not fit is said beside its field', async () => {
  const { page } = custodian;
  await page.getByRole('button', { name: '新建纸张规格' }).click();
  await page.locator('#name').fill(PAPER);
  await page.locator('#layout_columns').fill('0');
  await page.getByRole('button', { name: '保存' }).click();
  await page.locator('.ant-form-item-explain-error').first().waitFor();
  await page.locator('#layout_columns').fill('4');
  await page.locator('.ant-form-item-explain-error').first().waitFor();
  await page.locator('#layout_columns').fill('3');
  await page.locator('#layout_offset_x_um').fill('-0.4');
  await expect.poll(() => page.locator('.ant-form-item-explain-error').count()).toBe(0);
  await expect.poll(() => page.locator('.label-sheet .label-cell').count()).toBe(24);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('link', { name: PAPER }).waitFor();
});
