// An officer's and a unit head's day: from a case to an approved intake, and a loan that is blocked before it is sent.
import { type Desk, expect, test } from './support/fixtures';
import { pasteInto, scan } from './support/input';
import { sticksOut } from './support/page-checks';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

const OFFICER = 'officer-0101';
const UNIT_HEAD = 'unit-head-0101';
const stamp = Date.now();

let officer: Desk;
let requestUrl = '';

test.beforeAll(async ({ signIn }) => {
  officer = await signIn(OFFICER);
});
test.afterAll(async () => {
  await officer?.close();
});

test('a case is registered; what is missing is said beside the field', async () => {
  const { page } = officer;
  await page.goto('/cases/new');
  await page.locator('#case_no').fill(`TEST-${stamp}`);
  await page.locator('#name').fill('王伟盗窃案');
  await page.locator('#cause').fill('盗窃');
  await page.getByRole('button', { name: '登记案件' }).click();
  await page.getByText('案件至少需要两名办案人员').waitFor();
  await page.locator('#officers').click();
  await page.locator('.ant-select-item-option:not(.ant-select-item-option-selected)').first().click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '登记案件' }).click();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
});

test('125 lines are pasted, mistakes stand on their cells, and the list is registered', async () => {
  const { page } = officer;
  await page.getByRole('link', { name: '登记扣押清单' }).click();
  await page.locator('#list_no').fill(`L-${stamp}`);
  await page.locator('#seized_place').fill('高新区建设路1号');
  await page.locator('#holder_name').fill('王伟');
  const lines = Array.from({ length: 125 }, (_, n) => (n === 40 ? `轿车\t车辆\t1\t辆\t是\tLSVAO` : `手机${n + 1}\t防磁\t1\t部`));
  await page.locator('.grid-row .grid-cell').nth(1).click();
  await pasteInto(page, ['名称\t类别\t数量\t单位\t机动车\t车架号', ...lines].join('\n'));
  await page.getByText('已填 125 件').waitFor();
  await page.getByRole('button', { name: '登记并申请入库' }).click();
  await page.getByText('第41行 车架号').first().waitFor();
  await expect.poll(() => page.locator('.grid-cell.grid-wrong.grid-active input').count()).toBe(1);
  await page.keyboard.type('LSVAA00000A000000');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '登记并申请入库' }).click();
  await page.waitForURL(/\/requests\/new\/intake/);
});

test('the intake is drafted, checked and submitted', async () => {
  const { page } = officer;
  await page.getByText('已选 125 件').first().waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('入库事由').fill('依法扣押,移交保管');
  await page.getByRole('button', { name: '保存并核对' }).click();
  await page.getByText('125 件物品均可提交').waitFor();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await page.getByText('待部门审批').first().waitFor();
  requestUrl = new URL(page.url()).pathname;
});

test('a second request for the same goods is blocked before it is sent, and the blocked lines go with one button', async () => {
  const { page } = officer;
  const code = await page.locator('.lines .code').first().textContent();
  await page.goto('/requests/new/loan');
  await page.getByText('先选择案件').waitFor();
  await scan(page, code?.trim() ?? '');
  await page.getByText('已选 1 件').first().waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('调用事由').fill('辨认');
  await page.getByRole('button', { name: '保存并核对' }).click();
  await page.getByText('1 件中有 1 件不能提交').waitFor();
  await page.getByText('以下内容需要补充或更正').waitFor();
  await page.getByRole('button', { name: '移除这 1 件' }).click();
  await page.getByText('已选 0 件').first().waitFor();
  await expect.poll(() => page.getByRole('button', { name: '提交申请' }).isDisabled()).toBe(true);
});

test('the unit head finds it in the queue, and may not approve what is not waiting', async ({ signIn }) => {
  const head = await signIn(UNIT_HEAD);
  const { page } = head;
  await page.waitForURL(/\/queue$/);
  await page.goto(requestUrl);
  await page.getByRole('button', { name: '批准' }).click();
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '批准' }).click();
  await page.getByText('已批准').first().waitFor();
  await expect.poll(() => page.getByRole('button', { name: '批准' }).count()).toBe(0);
  expect(head.complaints).toEqual([]);
  await head.close();
});

test('the scanner opens an item from any page, and a list of every item scrolls on', async () => {
  const { page } = officer;
  await page.goto('/items');
  const first = page.locator('.list .code').first();
  await first.waitFor();
  const code = (await first.textContent())?.trim() ?? '';
  await page.locator('.ant-table-tbody-virtual-holder').evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByText(/已加载 400 条/).waitFor();
  await page.goto('/work');
  await page.locator('h1').waitFor();
  await scan(page, code);
  await page.waitForURL(/\/items\/[0-9a-f-]{36}$/);
  await page.getByText(code).first().waitFor();
});

test('a document with a wrong date is corrected, and a list registered twice is cancelled', async ({ team }) => {
  const { page } = officer;
  const [kase] = (await team.officer.get<{ rows: { id: string }[] }>('/cases?limit=1')).rows;
  const [number, list_no] = [`发还${stamp}`, `重复${stamp}`];
  await team.officer.post('/documents', { case_id: kase?.id, kind: 'disposition', number, title: '发还决定书', issued_at: '2023-01-05T00:00:00+08:00' });
  const list = await team.officer.post<{ id: string }>('/seizure-lists', {
    case_id: kase?.id, list_no, seized_at: '2023-01-05T08:00:00+08:00', seized_place: '高新区建设路1号', holder_name: '王伟', items: [{ name: '手机' }, { name: '手表' }],
  });
  await page.goto(`/cases/${kase?.id}`);
  const row = page.getByRole('row').filter({ hasText: number });
  await row.getByRole('button', { name: '更正' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('尚无改动').waitFor();
  await dialog.getByLabel('签发日期').fill('2023-01-15');
  await page.keyboard.press('Enter');
  await dialog.locator('ins', { hasText: '2023-01-15' }).waitFor();
  await dialog.getByRole('button', { name: '更正' }).click();
  await dialog.getByText('请填写原因').waitFor();
  await dialog.getByLabel('更正原因').fill('签发日期登记有误');
  await dialog.getByRole('button', { name: '更正' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await row.filter({ hasText: '2023-01-15' }).waitFor();
  await row.filter({ hasText: '已更正' }).getByText('原因：签发日期登记有误').waitFor();

  await page.goto(`/seizure-lists/${list.id}`);
  await page.getByRole('button', { name: '作废' }).click();
  const question = page.locator('.ant-modal-confirm');
  await question.getByText('2 项物品一并作废').waitFor();
  await expect.poll(() => question.getByRole('button', { name: '作废' }).isDisabled()).toBe(true);
  await question.getByLabel('作废原因').fill('与前一张清单重复');
  await question.getByRole('button', { name: '作废' }).click();
  await page.getByText('原因：与前一张清单重复').waitFor();
  await page.getByText('已作废').first().waitFor();
  await expect.poll(() => page.getByRole('button', { name: '更正' }).count()).toBe(0);
});

test('at phone width, in English, nothing sticks out', async ({ signIn }) => {
  const desk = await signIn(OFFICER, { phone: true, english: true });
  for (const path of ['/work', '/requests', '/items', '/cases', '/requests/new/outbound', requestUrl]) {
    await desk.page.goto(path);
    await desk.page.locator('h1').first().waitFor();
    expect([path, await sticksOut(desk.page)]).toEqual([path, 0]);
  }
  expect(desk.complaints).toEqual([]);
  await desk.close();
});

test('nobody complained', () => {
  // The one refused list is a 422 the browser reports as well.
  expect(officer.complaints.filter((text) => !text.includes('422'))).toEqual([]);
});
