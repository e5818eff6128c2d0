// A custodian looks after the papers: a paper profile and a label content are made, tried and put away, blank labels are
// printed, one takes the place of a damaged label, another is retired, and every old code says what became of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser, type Desk, openBrowser, scan, sitDown } from './house';

let custodian: Desk;
// A name of its own for each run: the centre may have been looked at before.
const mark = Date.now().toString(36);
const PAPER = `自备纸-${mark}`;
const CONTENT = `简式-${mark}`;
let item = '';
let damaged = '';
const blanks: string[] = [];

beforeAll(async () => {
  await openBrowser();
  custodian = await sitDown('custodian-01');
});
afterAll(async () => {
  await custodian?.close();
  await closeBrowser();
});

/** The file that a button brings: its first bytes. */
async function firstBytes(press: () => Promise<void>): Promise<string> {
  const saved = custodian.page.waitForEvent('download');
  await press();
  const stream = await (await saved).createReadStream();
  const [first] = (await stream.take(1).toArray()) as Buffer[];
  return first?.subarray(0, 4).toString() ?? '';
}

/** The codes a table lists, once there are so many. */
async function codes(count: number): Promise<string[]> {
  const shown = custodian.page.locator('.list .code, .list code');
  await expect.poll(async () => (await shown.allTextContents()).length).toBeGreaterThanOrEqual(count);
  return (await shown.allTextContents()).map((text) => text.replaceAll('-', '').trim());
}

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

test('the profile is changed, its calibration page is a PDF, and it is no longer offered', async () => {
  const { page } = custodian;
  await page.getByRole('link', { name: PAPER }).click();
  await page.locator('#layout_offset_y_um').fill('0.7');
  await page.getByRole('button', { name: '保存' }).click();
  const row = page.getByRole('row', { name: PAPER });
  await row.waitFor();
  // The page is shown in a window of its own, drawn by the browser.
  const answered = page.context().waitForEvent('response', (answer) => answer.url().includes('/calibration.pdf'));
  await row.getByRole('button', { name: '校准页' }).click();
  const answer = await answered;
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await page.getByRole('link', { name: PAPER }).click();
  await expect.poll(() => page.locator('#layout_offset_y_um').inputValue()).toBe('0.70');
  await page.locator('#active').click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('row', { name: PAPER }).getByText('停用').waitFor();
  await page.goto('/labels/print?blanks=3');
  await page.locator('#profile').click();
  await page.getByTitle('Roll-50x30').first().waitFor();
  expect(await page.getByTitle(PAPER).count()).toBe(0);
});

test('blank labels are printed', async () => {
  const { page } = custodian;
  await page.goto('/labels/print?blanks=3');
  await page.locator('.label-preview img').waitFor();
  await page.getByRole('button', { name: '生成标签' }).click();
  await page.waitForURL(/\/labels\/batches\/[0-9a-f-]{36}$/);
  blanks.push(...(await codes(3)));
  expect(new Set(blanks).size).toBe(3);
  expect(await firstBytes(() => page.getByRole('button', { name: '下载 PDF' }).click())).toBe('%PDF');
});

test('a damaged label gives way to a blank one, and its code says so', async () => {
  const { page } = custodian;
  await page.goto('/items?custody_state=in_custody');
  await page.locator('.list a[href^="/items/"]').first().click();
  await page.waitForURL(/\/items\/[0-9a-f-]{36}/);
  item = new URL(page.url()).pathname;
  const shown = page.locator('h1');
  await page.getByRole('button', { name: '更换标签' }).click();
  const dialog = page.getByRole('dialog');
  damaged = ((await dialog.textContent()) ?? '').match(/[0-9A-Z]{15}/)?.[0] ?? '';
  expect(damaged).toHaveLength(15);
  await dialog.getByRole('button', { name: '更换标签' }).click();
  await dialog.getByText('请填写').first().waitFor();
  await dialog.locator('#reason').fill('标签破损');
  await dialog.locator('#code').fill(damaged);
  await dialog.getByRole('button', { name: '更换标签' }).click();
  await dialog.locator('.ant-form-item-explain-error').waitFor();
  await dialog.locator('#code').fill(blanks[0] ?? '');
  await dialog.getByRole('button', { name: '更换标签' }).click();
  await page.getByText('已更换,现用编码').waitFor();
  await shown.waitFor();
  await page.goto('/station');
  await scan(page, damaged);
  await page.getByText('已更换').first().waitFor();
});

test('a spoilt blank label is retired with a reason, and scanning it says so', async () => {
  const { page } = custodian;
  await page.goto('/labels/blanks');
  const row = page.locator('.list').getByRole('row').filter({ hasText: blanks[1] ?? '' });
  await row.waitFor();
  await row.getByRole('checkbox').click();
  await page.getByRole('button', { name: '作废所选(1)' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('textarea').fill('纸张污损');
  await dialog.getByRole('button', { name: '作废', exact: true }).click();
  await page.getByText('已作废 1 枚标签').waitFor();
  await expect.poll(() => page.locator('.list').getByText(blanks[1] ?? '').count()).toBe(0);
  await page.goto('/station');
  await scan(page, blanks[1] ?? '');
  await page.getByText('已作废').first().waitFor();
  await scan(page, blanks[2] ?? '');
  await page.getByText('未绑定').first().waitFor();
});

test('the content is put away again', async () => {
  const { page } = custodian;
  await page.goto('/labels/paper');
  await page.getByRole('link', { name: CONTENT }).click();
  await page.locator('#active').click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('row', { name: CONTENT }).getByText('停用').waitFor();
  await page.goto(item);
  await page.locator('h1').waitFor();
});

test('nobody complained', () => {
  // What is refused on purpose is a 422 or 409 that the browser reports as well.
  expect(custodian.complaints.filter((text) => !/409|422/.test(text))).toEqual([]);
});
