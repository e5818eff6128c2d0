// The administrators' day: an agency, a person for it, roles from the other administrator, places, a setting; everything
// that takes something away says what will happen first.
import type { Page } from '@playwright/test';
import { type Desk, expect, test } from './support/fixtures';
import { opens } from './support/people';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

const SYSTEM = 'system-admin-01';
const SECURITY = 'security-admin-01';
// Digits of the clock keep what one run registers apart from what another did.
const stamp = String(Date.now()).slice(-9);
const agency = { code: `130${stamp}`, name: `高新区生态环境局${stamp}` };
const login = `officer.${stamp}`;
const zone = `T${stamp}`;

let system: Desk;
let security: Desk;

test.beforeAll(async ({ signIn }) => {
  system = await signIn(SYSTEM);
  security = await signIn(SECURITY);
});
test.afterAll(async () => {
  await system?.close();
  await security?.close();
});

const dialog = (page: Page) => page.locator('.ant-modal:not(.ant-modal-confirm)').last();
const question = (page: Page) => page.locator('.ant-modal-confirm').last();

/** Chooses what a select offers under this text; typing narrows long lists. */
async function choose(page: Page, id: string, text: string): Promise<void> {
  await page.locator(id).click();
  if (await page.locator(id).isEditable()) await page.locator(id).fill(text);
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText(text, { exact: true }).last().click();
}

/** Looks for words in a list, and waits for the row that has them. */
async function find(page: Page, words: string): Promise<void> {
  await page.locator('.filter-search input').first().fill(words);
  await page.locator('.list-box').getByText(words).first().waitFor();
}

test('an agency is registered; what is wrong stands beside its field', async () => {
  const { page } = system;
  await page.goto('/agencies');
  await page.getByRole('button', { name: '登记单位' }).click();
  await dialog(page).locator('#code').fill('12');
  await dialog(page).locator('#name').fill(agency.name);
  await choose(page, '#kind', '其他执法');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await dialog(page).locator('.ant-form-item-explain-error').first().waitFor();
  await dialog(page).locator('#code').fill(agency.code);
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await find(page, agency.code);
});

test('an agency gets one above it, is taken out of use after a warning, and into use again; without the one above it, it has none', async () => {
  const { page } = system;
  await page.goto('/agencies');
  await find(page, agency.code);
  await page.getByRole('button', { name: '修改', exact: true }).first().click();
  await choose(page, '#parent_id', '高新区党工委政法委员会');
  await dialog(page).locator('#active').click();
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await question(page).getByText('停用后该单位人员立即退出且不能再登录').waitFor();
  await question(page).getByRole('button', { name: '保存' }).click();
  await page.locator('.list-box').getByText('停用', { exact: true }).waitFor();
  await page.locator('.list-box').getByText('高新区党工委政法委员会').first().waitFor();
  await page.getByRole('button', { name: '修改', exact: true }).first().click();
  await dialog(page).locator('#active').click();
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await page.locator('.list-box').getByText('启用', { exact: true }).waitFor();
  await page.getByRole('button', { name: '修改', exact: true }).first().click();
  const above = dialog(page).locator('.ant-form-item').filter({ hasText: '上级单位' });
  await above.locator('.ant-select').hover();
  await above.locator('.ant-select-clear').click();
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await expect(page.locator('.list-box').getByText('高新区党工委政法委员会')).toHaveCount(0);
});

/** What the dialog shows of a password; it does not come back. */
async function notePart(page: Page): Promise<string> {
  await page.getByText(`请当面交给 ${login} 本人`).waitFor();
  await expect.poll(async () => ((await dialog(page).locator('code').textContent()) ?? '').length).toBe(12);
  const part = (await dialog(page).locator('code').textContent()) ?? '';
  await dialog(page).getByRole('button', { name: '已记下' }).click();
  return part;
}

let first: string;

test('a person is registered, and the first part of the password is shown once', async () => {
  const { page } = system;
  await page.goto('/users');
  await page.getByRole('button', { name: '登记人员' }).click();
  await dialog(page).locator('#login').fill(login);
  await dialog(page).locator('#name').fill('赵敏');
  await choose(page, '#agency_id', agency.name);
  await dialog(page).getByRole('button', { name: '登记人员' }).click();
  first = await notePart(page);
  await find(page, login);
  await page.locator('.list-box').getByText('密码待放行').waitFor();
  expect(await page.getByRole('button', { name: '放行密码' }).count()).toBe(0);
});

test('the security administrator releases the password; only both parts together open the account', async () => {
  const { page } = security;
  await page.goto('/users');
  await page.getByText('人的密码等待放行').waitFor();
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await page.locator('.list-box').getByText(login).waitFor();
  await page.getByRole('button', { name: '放行密码' }).first().click();
  await question(page).getByText('请先确认是本人提出的').waitFor();
  await question(page).getByRole('button', { name: '放行密码' }).click();
  const second = await notePart(page);
  await page.getByText('人的密码等待放行').waitFor({ state: 'detached' });
  expect([await opens(login, first), await opens(login, second), await opens(login, first + second)]).toEqual([false, false, true]);
});

test('a name is corrected', async () => {
  const { page } = system;
  await page.goto('/users');
  await find(page, login);
  await page.getByRole('button', { name: '修改', exact: true }).first().click();
  await dialog(page).locator('#name').fill('赵明');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await page.locator('.list-box').getByText('赵明').waitFor();
});

test('roles come from the security administrator, who registers nobody; each says what it allows, and one that does not fit is not offered', async () => {
  const { page } = security;
  await page.goto('/users');
  await find(page, login);
  expect(await page.getByRole('button', { name: '登记人员' }).count()).toBe(0);
  await page.getByRole('button', { name: '授予角色' }).first().click();
  await dialog(page).getByText('保存后其所有登录结束').waitFor();
  await dialog(page).getByText('登记本单位的案件和扣押物品').waitFor();
  expect(await dialog(page).getByRole('checkbox', { name: '保管人员' }).count()).toBe(0);
  await dialog(page).getByText(/的人员不能担任：.*保管人员/).waitFor();
  await dialog(page).getByRole('checkbox', { name: /办案人员/ }).check();
  await dialog(page).getByRole('button', { name: '授予角色' }).click();
  await page.getByText('角色已更新').waitFor();
  await page.locator('.list-box').getByText('办案人员').first().waitFor();
});

test('a new password is begun after a warning, and the account disabled for good after another', async () => {
  const { page } = system;
  await page.goto('/users');
  await find(page, login);
  await page.getByRole('button', { name: '重置密码' }).first().click();
  await question(page).getByText('放行之前原密码仍然有效').waitFor();
  await question(page).getByRole('button', { name: '重置密码' }).click();
  await notePart(page);
  await page.getByRole('button', { name: '停用', exact: true }).first().click();
  await question(page).getByText('账号将永久停用，不能恢复').waitFor();
  await question(page).getByRole('button', { name: '停用', exact: true }).click();
  await page.locator('.list-box').getByText('已停用').waitFor();
  await expect.poll(() => page.getByRole('button', { name: '重置密码' }).count()).toBe(0);
});

test('a place is registered at the top, another inside it, with its way shown; capacity and closing are edited', async () => {
  const { page } = system;
  await page.goto('/places');
  await page.getByRole('button', { name: '登记位置' }).click();
  await dialog(page).locator('#code').fill(zone);
  await dialog(page).locator('#name').fill('临时库区');
  await choose(page, '#storage_class', '大宗库');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await find(page, zone);
  await page.locator('.list-box').getByRole('link', { name: zone }).first().click();
  await page.getByRole('heading', { name: '临时库区' }).waitFor();
  await page.locator('.filter-search input').first().fill('');
  await page.getByText('这里没有下级位置').waitFor();
  await page.getByRole('button', { name: '登记位置' }).click();
  await dialog(page).getByText(`新位置在 ${zone} 之内`).waitFor();
  await dialog(page).locator('#code').fill(`${zone}-R01`);
  await dialog(page).locator('#name').fill('一号库房');
  await dialog(page).locator('#capacity').fill('40');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await page.locator('.list-box').getByText(`${zone}-R01`).waitFor();
  await page.locator('.list-box').getByText('40', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: '修改', exact: true }).first().click();
  await dialog(page).locator('#capacity').fill('60');
  await dialog(page).locator('#active').click();
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await question(page).getByText('关闭后不能再存入物品').waitFor();
  await question(page).getByRole('button', { name: '保存' }).click();
  await page.locator('.list-box').getByText('已关闭').waitFor();
  await page.getByRole('button', { name: '修改', exact: true }).first().click();
  await expect(dialog(page).locator('#capacity')).toHaveValue('60');
  await dialog(page).getByRole('button', { name: /^取 ?消$/ }).click();
});

test('what is emptied of a place is gone: it has no limit and stands at the top; half a change is said to be unsaved', async () => {
  const { page } = system;
  const code = `${zone}-R01`;
  await page.goto(`/places?q=${code}`);
  await page.locator('.list-box').getByText(code).waitFor();
  await page.getByRole('button', { name: '修改', exact: true }).first().click();
  await expect(dialog(page).locator('#parent_code')).toHaveValue(zone);
  await dialog(page).locator('#capacity').fill('');
  await dialog(page).getByText(/草稿已存/).waitFor();
  await page.reload();
  await page.getByRole('button', { name: '修改', exact: true }).first().click();
  await dialog(page).getByText('表单中有您此前未保存的修改').waitFor();
  await expect(dialog(page).locator('#capacity')).toHaveValue('');
  await dialog(page).locator('#parent_code').fill('');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await page.locator('.list-box').getByText('不限', { exact: true }).first().waitFor();
  await page.goto('/places');
  await page.locator('.list-box').getByText(code).waitFor();
});

test('a setting is explained, bounded, changed after a warning and set back', async () => {
  const { page } = system;
  await page.goto('/settings');
  await page.getByText('年度报告的节省工时').waitFor();
  const field = page.getByRole('spinbutton', { name: '未分类告警' });
  const before = Number(await field.inputValue());
  for (const wanted of [before === 20 ? 30 : 20, before]) {
    await field.fill('900');
    await field.blur();
    await expect.poll(() => field.inputValue()).toBe('365');
    await field.fill(String(wanted));
    await page.getByRole('button', { name: /保存 未分类告警/ }).click();
    await question(page).getByText('并记入审计日志').waitFor();
    await question(page).getByRole('button', { name: '保存' }).click();
    await expect.poll(() => page.getByRole('button', { name: /保存 未分类告警/ }).isDisabled()).toBe(true);
    await expect.poll(() => field.inputValue()).toBe(String(wanted));
  }
});

test('nobody complained', () => {
  // What is refused beside a field is a 422 the browser reports as well.
  expect([...system.complaints, ...security.complaints].filter((text) => !text.includes('422'))).toEqual([]);
});
