// Labels beyond printing: a profile is calibrated, blank labels are printed, retired and bound at intake, a damaged one is replaced.
import { type Desk, expect, test } from './support/fixtures';
import { scan } from './support/input';
import { approvedIntake, type Prepared, roomFor } from './support/people';
import { linesOf, row, told } from './support/station';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

let intake: Prepared;
let shelf = '';
let custodian: Desk;
/** Codes of the blank labels. */
let blanks: string[] = [];
const PAPER = `校准纸-${Date.now().toString(36)}`;

test.beforeAll(async ({ signIn, team }) => {
  shelf = await roomFor(team, 'ordinary');
  intake = await approvedIntake(team, [{ name: '工具箱', category: 'ordinary' }, { name: '账册', category: 'ordinary' }]);
  custodian = await signIn('custodian-01');
});
test.afterAll(async () => {
  await custodian?.close();
});

test('a profile keeps its calibration, and its page is a PDF', async ({ team }) => {
  const { page } = custodian;
  await page.goto('/labels/paper/profiles/new');
  await page.locator('#name').fill(PAPER);
  await page.locator('#layout_offset_x_um').fill('0.7');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('link', { name: PAPER }).click();
  await expect.poll(() => page.locator('#layout_offset_x_um').inputValue()).toMatch(/^0\.70?$/);
  await page.locator('#layout_offset_x_um').fill('-0.3');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('link', { name: PAPER }).click();
  await expect.poll(() => page.locator('#layout_offset_x_um').inputValue()).toMatch(/^-0\.30?$/);
  const [file] = await Promise.all([page.waitForResponse(/\/calibration\.pdf$/), page.getByRole('button', { name: '校准页' }).click()]);
  expect(file.headers()['content-type']).toBe('application/pdf');
  const bytes = await team.desk.picture(new URL(file.url()).pathname.replace('/api/v1', ''));
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
});

test('blank labels are printed, and one is retired', async () => {
  const { page } = custodian;
  await page.goto('/labels/blanks');
  await page.getByRole('button', { name: '打印空白标签' }).click();
  await page.locator('.label-preview img').waitFor();
  await page.getByRole('button', { name: '生成标签' }).click();
  await page.waitForURL(/\/labels\/batches\/[0-9a-f-]{36}$/);
  await page.goto('/labels/blanks');
  await page.locator('.list .code').nth(2).waitFor();
  blanks = (await page.locator('.list .code').allTextContents()).map((code) => code.replaceAll(/[^0-9A-Z]/g, ''));
  await page.locator('.list .ant-table-row .ant-checkbox').first().click();
  await page.getByRole('button', { name: '作废所选（1）' }).click();
  await page.getByRole('dialog').locator('textarea').fill('印刷模糊');
  await page.getByRole('dialog').getByRole('button', { name: '作废' }).click();
  await page.getByText('已作废 1 枚标签').waitFor();
});

test('the first scan of a blank at intake binds it; the retired and the bound one say what they are', async ({ team }) => {
  const { page } = custodian;
  const [retired, blank] = blanks as [string, string];
  await page.goto(`/station/${intake.id}`);
  await page.locator('.station-place-wanted').waitFor();
  await scan(page, shelf);
  await told(page, 'place', shelf);
  await scan(page, retired);
  await told(page, 'retired');
  await scan(page, blank);
  await page.getByText('绑定空白标签').waitFor();
  await page.getByRole('dialog').locator('.station-row').filter({ hasText: '工具箱' }).getByRole('button', { name: '绑定' }).click();
  await page.getByText('将绑定空白标签').waitFor();
  await page.locator('.ant-drawer-footer button').click();
  await row(page, '工具箱').filter({ hasText: '已接收入库' }).waitFor();
  const line = (await linesOf(team, intake)).find(({ name }) => name === '工具箱');
  expect(line?.code).toBe(blank);
  const first = intake.items.find(({ name }) => name === '工具箱')?.code ?? '';
  await scan(page, first);
  await told(page, 'again', '工具箱');
  expect(await team.desk.get(`/scan/${first}`)).toMatchObject({ outcome: 'replaced' });
});

test('a damaged label is replaced: the old code says which one is in use', async ({ team }) => {
  const { page } = custodian;
  const book = intake.items.find(({ name }) => name === '账册');
  await page.goto(`/items/${book?.id}`);
  await page.getByRole('button', { name: '更换标签' }).click();
  await page.getByRole('dialog').getByLabel('原因').fill('标签破损');
  await page.getByRole('dialog').getByRole('button', { name: '更换标签' }).click();
  await page.waitForURL(/\/labels\/print\?items=/);
  const fresh = new URL(page.url()).searchParams.get('items') ?? '';
  expect(fresh).not.toBe(book?.code);
  const old = await team.desk.get<{ outcome: string; code: string }>(`/scan/${book?.code}`);
  expect(old).toMatchObject({ outcome: 'replaced' });
  await scan(page, book?.code ?? '');
  await page.waitForURL(new RegExp(`/items/${book?.id}`));
  await page.getByText(fresh.slice(0, 4)).first().waitFor();
});

test('nobody complained', () => {
  expect(custodian.complaints).toEqual([]);
});
