// The auditor's day: the log by filter, an entry down to its proof, files of what is seen and of the whole filter, and a
// verification that goes on while the page is left.
import { readFile } from 'node:fs/promises';
import { alter } from './support/database';
import { type Desk, expect, test } from './support/fixtures';

const AUDITOR = 'auditor-01';
/** Somebody without a part in any other journey. */
const ALTERED = 'officer-1902';

let desk: Desk;

test.beforeAll(async ({ signIn }) => {
  desk = await signIn(AUDITOR);
});
test.afterAll(async () => {
  await desk?.close();
});

test('the log comes first, and is filtered by action, person and day', async () => {
  const { page } = desk;
  await page.waitForURL(/\/audit$/);
  await page.getByRole('combobox', { name: '操作' }).fill('入库');
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click();
  await page.waitForURL(/action=/);
  await page.getByRole('combobox', { name: '经办人' }).fill('custodian-01');
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText('(custodian-01)').click();
  await page.waitForURL(/actor_id=/);
  await page.goto('/audit?action=ItemReleased&from=2023-03-01T00:00:00.000Z&before=2023-04-01T00:00:00.000Z');
  await page.locator('.list-box').getByText(/2023-03-/).first().waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.getByText(/已加载 \d+ 条/).waitFor();
});

test('what entries are about is found by its number, and offered by name', async () => {
  const { page } = desk;
  await page.goto('/audit');
  await page.getByRole('combobox', { name: '对象：编号、编码、登录名或名称' }).fill('RK-2023-000001');
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText('申请 RK-2023-000001').click();
  await page.waitForURL(/subject_id=/);
  await page.locator('.list-box .code').getByText('RK-2023-000001').first().waitFor();
});

test('what the auditor may not open is no link', async () => {
  const { page } = desk;
  await page.goto('/audit?action=ItemReleased');
  await page.locator('.list-box .code').first().waitFor();
  expect(await page.locator('.list-box a[href^="/items/"]').count()).toBe(0);
});

test('an entry shows its content, its hash and the way to the signed checkpoint', async () => {
  const { page } = desk;
  await page.goto('/audit/20000');
  await page.getByText('记录的内容').waitFor();
  await page.locator('.audit-fields tbody tr').first().waitFor();
  // What people do not read is folded, and opened by the keyboard as well.
  await expect(page.locator('.audit-path li').first()).toBeHidden();
  await page.getByText('包含证明').focus();
  await page.keyboard.press('Enter');
  await page.locator('.audit-path li').first().waitFor();
  await page.goto('/audit/999999999');
  await page.getByText('没有').first().waitFor();
});

test('the rows on the screen are a file a spreadsheet reads as they stand', async () => {
  const { page } = desk;
  await page.goto('/audit?action=ItemReleased');
  await page.getByText(/已加载 \d+ 条/).waitFor();
  await page.getByRole('button', { name: '导出' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /已加载的/ }).click();
  const bytes = await readFile(await (await saved).path());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.toString('utf8').trimEnd().split('\r\n');
  expect(lines.length).toBeGreaterThan(100);
  expect(lines[0]).toContain('操作');
});

/** Waits for the verification under way, and shows what the newest came to. */
async function verified(page: Desk['page']) {
  await expect.poll(() => page.getByRole('button', { name: '开始核验' }).isEnabled(), { timeout: 150_000 }).toBe(true);
  return page.locator('.sheet').first();
}

test('a verification goes on while its page is left, and its result is there on coming back', async () => {
  test.setTimeout(200_000);
  const { page } = desk;
  await page.goto('/verifications');
  await verified(page);
  await page.getByRole('button', { name: '开始核验' }).click();
  await page.locator('.ant-progress, .ant-tag').first().waitFor();
  await page.goto('/audit');
  await page.locator('h1').first().waitFor();
  await page.goto('/verifications');
  const newest = await verified(page);
  await newest.getByText('一致', { exact: true }).waitFor();
  await newest.getByText('日志条目').waitFor();
});

test('what a verification finds is answered on its page, and nothing is lost of an answer that is refused', async () => {
  test.setTimeout(400_000);
  const { page } = desk;
  alter(`UPDATE users SET name = name || '假' WHERE login = '${ALTERED}'`);
  await page.goto('/verifications');
  await page.getByRole('button', { name: '开始核验' }).click();
  await page.locator('.ant-progress').first().waitFor();
  await verified(page);
  await page.getByText('处核验发现待答复').waitFor();
  await page.getByRole('link', { name: '查看核验发现' }).click();
  // The newest, where it was found before.
  const found = page.locator('.ant-table-row').filter({ hasText: ALTERED }).first();
  await found.getByText('待答复').waitFor();
  await found.getByRole('button', { name: '答复' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('认可现状', { exact: true }).click();
  await dialog.getByRole('textbox').fill('姓名被改动，已恢复');
  // Put back meanwhile: there is nothing to accept any more, and what was written stays.
  alter(`UPDATE users SET name = substr(name, 1, length(name) - 1) WHERE login = '${ALTERED}'`);
  await dialog.getByRole('button', { name: '认可现状' }).click();
  await page.getByText('记录在发现之后又有变化').waitFor();
  await dialog.getByText('已查明', { exact: true }).click();
  await expect(dialog.getByRole('textbox')).toHaveValue('姓名被改动，已恢复');
  await dialog.getByRole('button', { name: '已查明' }).click();
  // The list of what is open has it no more.
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.goto('/findings');
  await found.getByText('姓名被改动，已恢复').waitFor();
  await page.goto('/verifications');
  await expect(page.getByText('处核验发现待答复')).toHaveCount(0);
});

test('nobody complained', () => {
  // An entry that is not there is a 404, and an answer that comes too late a 409: the browser reports both.
  expect(desk.complaints.filter((text) => !/404|409/.test(text))).toEqual([]);
});
