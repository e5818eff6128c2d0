// Places as a tree, numbered series, tables of places and people, and the help of each page.
import type { Page } from '@playwright/test';
import { type Desk, expect, test } from './support/fixtures';
import { findings, sticksOut } from './support/page-checks';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

const SYSTEM = 'system-admin-01';
const stamp = String(Date.now()).slice(-7);
const zone = `0M${stamp}`;

let system: Desk;

test.beforeAll(async ({ signIn }) => {
  system = await signIn(SYSTEM);
});
test.afterAll(async () => {
  await system?.close();
});

const dialog = (page: Page) => page.locator('.ant-modal:not(.ant-modal-confirm)').last();
const row = (page: Page, code: string) => page.locator('tr[data-place]').filter({ has: page.getByText(code, { exact: true }) });

/** Pastes a table as a spreadsheet has it on the clipboard. */
async function paste(page: Page, rows: readonly (readonly string[])[]): Promise<void> {
  await page.getByLabel('在此粘贴').evaluate((field, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, rows.map((cells) => cells.join('\t')).join('\n'));
}

test('places come from a table: a wrong cell is named, corrected, and all of it is registered', async () => {
  const { page } = system;
  await page.goto('/places');
  await page.getByRole('link', { name: '导入' }).click();
  await paste(page, [
    ['位置编码', '名称', '级别', '存放类型', '上级位置', '备注二'],
    [`${zone}-R1`, '一号库', '库房', '普通', zone, 'x'],
    [zone, '导入库区', 'Zone', '普通', '', ''],
    [`${zone}-R2`, '二号库', '柜子', '普通', 'NOWHERE', ''],
  ]);
  await page.getByText('有的列认不出来').waitFor();
  await page.getByLabel('备注二对应的项').click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText('不导入').click();
  await page.getByText('有 1 格需要更正').waitFor();
  await page.getByLabel('第 3 行，级别').selectOption({ label: '库房' });
  await page.getByRole('button', { name: /^检 ?查$/ }).click();
  await page.getByText('位置NOWHERE不存在。').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('第 3 行，上级位置').fill(zone);
  await page.getByRole('button', { name: /^检 ?查$/ }).click();
  await page.getByText('3 行均无错误').waitFor();
  await page.getByRole('button', { name: '导入 3 行' }).click();
  await page.getByText('已登记 3 行').waitFor();
  await page.getByRole('link', { name: '查看清单' }).click();
});

test('the tree opens by the arrow and by the keys, and numbered bins are registered in it at once', async () => {
  const { page } = system;
  await page.getByRole('button', { name: `展开 ${zone}`, exact: true }).click();
  await row(page, `${zone}-R1`).waitFor();
  await row(page, zone).focus();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, `${zone}-R1`)).toBeFocused();
  await page.getByRole('button', { name: `${zone}-R1 的更多操作` }).click();
  await page.getByRole('menuitem', { name: '批量编号登记' }).click();
  await dialog(page).locator('#count').fill('12');
  await dialog(page).locator('#capacity').fill('5');
  await dialog(page).getByText(`${zone}-R1-12`).waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog(page).getByRole('button', { name: '登记 12 个位置' }).click();
  await dialog(page).getByText('已登记 12 个位置').waitFor();
  await dialog(page).getByRole('button', { name: /^完 ?成$/ }).click();
  await row(page, `${zone}-R1`).focus();
  await page.keyboard.press('ArrowRight');
  await row(page, `${zone}-R1-12`).waitFor();
  await expect(row(page, `${zone}-R1`).getByText('60', { exact: true })).toBeVisible();
  await expect(row(page, zone).getByText('60', { exact: true })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await row(page, `${zone}-R1`).focus();
  await page.keyboard.press('ArrowLeft');
  await row(page, `${zone}-R1-12`).waitFor({ state: 'detached' });
});

test('people come from a table without roles', async () => {
  const { page } = system;
  const code = await page.goto('/agencies').then(() => page.locator('.list-box .code').first().textContent());
  await page.goto('/users/import');
  await paste(page, [['登录名', '姓名', '单位代码'], [`table.${stamp}`, '表中人', code ?? '']]);
  await page.getByRole('button', { name: /^检 ?查$/ }).click();
  await page.getByText('1 行均无错误').waitFor();
  await page.getByRole('button', { name: '导入 1 行' }).click();
  await page.getByText('新账号没有密码和角色').waitFor();
});

test('the question mark opens the guide at the page, in either language, and on a phone', async ({ signIn }) => {
  for (const look of [{}, { dark: true, english: true, phone: true }]) {
    const desk = await signIn(SYSTEM, look);
    const english = 'english' in look;
    for (const [path, said] of [['/places', english ? 'Held itself' : '直接存放'], ['/users', english ? 'two parts' : '前后两段']] as const) {
      await desk.page.goto(path);
      await desk.page.getByRole('button', { name: english ? 'About this page' : '本页说明' }).click();
      await desk.page.locator('.help').getByText(said).first().waitFor();
      expect(await findings(desk.page)).toEqual([]);
      expect([path, await sticksOut(desk.page)]).toEqual([path, 0]);
    }
    await desk.close();
  }
});
