// What people paste into a seizure list: nothing of it disappears without being named.
import { type Desk, expect, test } from './support/fixtures';
import { pasteInto } from './support/input';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

const OFFICER = 'officer-0101';
const stamp = Date.now();

let officer: Desk;

test.beforeAll(async ({ signIn }) => {
  officer = await signIn(OFFICER);
});
test.afterAll(async () => {
  await officer?.close();
});

/** Pastes rows at a line of the grid. */
async function paste(line: number, rows: readonly string[]): Promise<void> {
  const { page } = officer;
  await page.locator('.grid-row').nth(line).locator('.grid-cell').nth(1).click();
  await pasteInto(page, rows.join('\r\n'));
}

function rowTexts(line: number) {
  return officer.page.locator('.grid-row').nth(line);
}

test('what the program exports is known by its headings, and what is no input is named', async () => {
  const { page } = officer;
  await page.goto('/cases');
  await page.locator('.ant-table-row a, .ant-table-row-level-0 a').first().click();
  await page.getByRole('link', { name: '登记扣押清单' }).click();
  await page.locator('#list_no').fill(`P-${stamp}`);
  await page.locator('#seized_place').fill('高新区建设路2号');
  await page.locator('#holder_name').fill('李娜');
  await paste(0, ['标签编码\t名称\t类别\t序列号\t件数\t单位', '3Z5A00004QK7T2M\t香烟\t普通\t00123\t50\t条']);
  await page.getByText('标签编码（1 格）').waitFor();
  await expect(rowTexts(0)).toContainText('香烟');
  await expect(rowTexts(0)).toContainText('00123');
  await expect(rowTexts(0)).toContainText('50');
  await paste(1, ['Name\tCategory\tSerial number\tPieces\tUnit', 'Phone\tAntimagnetic\t00456\t2\t部']);
  await expect(rowTexts(1)).toContainText('00456');
  await page.getByText('已填 2 件').waitFor();
});

test('a title and an unknown heading are shown and asked about; nothing is pasted before', async () => {
  const { page } = officer;
  await paste(2, ['扣押物品登记表\t\t', '物品名称\t型号\t保质期', '奶粉\tA2\t2025年1月']);
  const dialog = page.getByRole('dialog');
  await dialog.getByText('扣押物品登记表', { exact: true }).waitFor();
  const ok = dialog.getByRole('button', { name: '粘贴 1 行' });
  await expect(ok).toBeDisabled();
  await page.getByText('已填 2 件').waitFor();
  await dialog.getByLabel('“保质期”填入').fill('备注');
  await dialog.getByLabel('“保质期”填入').press('Enter');
  await expect(ok).toBeEnabled();
  await ok.click();
  await page.getByText('物品之上的一行：扣押物品登记表').waitFor();
  await expect(rowTexts(2)).toContainText('2025年1月');
  await page.getByText('已填 3 件').waitFor();
});

test('a mark that somebody wrote does not swallow the rows below', async () => {
  const { page } = officer;
  await paste(3, ['手表\t普通\t"', '戒指\t普通\t"', '耳环\t普通\t金']);
  await page.getByText('已填 6 件').waitFor();
  await expect(rowTexts(4)).toContainText('戒指');
});

test('too many rows are told with their number, and none is pasted', async () => {
  const { page } = officer;
  await paste(6, Array.from({ length: 10_005 }, (_, n) => `物品${n}`));
  await page.getByText(/有 10,005 行.*多出 11 件/).waitFor();
  await page.getByText('已填 6 件').waitFor();
});

test('details of a category not chosen yet are kept, named, and taken once it is chosen', async () => {
  const { page } = officer;
  await paste(6, ['名称\t机动车\t车架号', '轿车\t是\tLSVAA00000A000000']);
  await expect(rowTexts(6)).toContainText('LSVAA00000A000000');
  await page.getByRole('button', { name: '只登记' }).click();
  await page.getByText('第7行 车架号').first().waitFor();
  await paste(6, ['名称\t类别\t机动车\t车架号', '轿车\t车辆\t是\tLSVAA00000A000000']);
  await page.getByText('第7行 车架号').waitFor({ state: 'detached' });
  // The milk powder has no category yet: that is asked, not assumed.
  await page.getByRole('button', { name: '只登记' }).click();
  await page.getByRole('dialog', { name: '1 件没有选择类别' }).getByRole('button', { name: '登记为未分类' }).click();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
});

test('nobody complained', () => {
  expect(officer.complaints).toEqual([]);
});
