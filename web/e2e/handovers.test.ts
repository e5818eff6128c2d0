// What changes hands between the desks: extensions, approvals in bulk, corrected intakes, damaged and short returns, releases, discrepancies, classes and places.
import { type Desk, expect, test } from './support/fixtures';
import { scan } from './support/input';
import { findings } from './support/page-checks';
import { approvedIntake, approvedReturn, lent, type Prepared, received, roomFor, waitingIntake } from './support/people';
import { linesOf, row, told } from './support/station';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

const phones = (count: number, name: string) => Array.from({ length: count }, (_, n) => ({ name: `${name} ${n + 1}`, category: 'ordinary' as const }));
const stamp = Date.now() % 1_000_000;

let shelf = '';
let receiving = '';
let officer: Desk;
let head: Desk;
let custodian: Desk;
let loan: Prepared;

test.beforeAll(async ({ signIn, team }) => {
  [shelf, receiving] = await Promise.all([roomFor(team, 'ordinary'), roomFor(team, 'receiving')]);
  loan = await lent(team, await received(team, phones(3, `相机${stamp}`), shelf));
  officer = await signIn('officer-0101');
  head = await signIn('unit-head-0101');
  custodian = await signIn('custodian-01');
});
test.afterAll(async () => {
  await Promise.all([officer, head, custodian].map((desk) => desk?.close()));
});

test('an officer asks for an extension of a loan', async () => {
  const { page } = officer;
  await page.goto('/work');
  await page.getByRole('link', { name: loan.number ?? '' }).click();
  await page.getByRole('button', { name: '申请延期' }).click();
  await page.getByRole('dialog').getByLabel('原因').fill('鉴定尚未完成');
  expect(await findings(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: '申请延期' }).click();
  await page.getByText('鉴定尚未完成').waitFor();
});

test('the unit head approves it from the queue', async () => {
  const { page } = head;
  await page.goto('/queue');
  const asked = page.locator('.extension').filter({ hasText: '鉴定尚未完成' }).first();
  await asked.getByRole('button', { name: '批准' }).click();
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '批准' }).click();
  await page.goto(`/requests/${loan.id}`);
  await page.locator('.extension').filter({ hasText: '已批准' }).waitFor();
});

test('two requests are approved at once, one is returned with a reason', async ({ team }) => {
  const { page } = head;
  const [one, two, three] = [await waitingIntake(team, phones(2, '键盘')), await waitingIntake(team, phones(1, '鼠标')), await waitingIntake(team, phones(1, '耳机'))];
  const choose = async (...requests: Prepared[]) => {
    await page.goto('/queue?kind=intake');
    await page.getByText(/共 \d+ 条/).waitFor();
    for (const { number } of requests) {
      const line = page.locator('.ant-table-row').filter({ hasText: number ?? '' });
      // The newest stand at the end of a list that is drawn as it is scrolled.
      await page.locator('.ant-table-tbody-virtual-holder').evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await line.locator('input[type=checkbox]').check();
    }
  };
  await choose(one, two);
  await page.getByRole('button', { name: '批准所选 2 项' }).click();
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '批准' }).click();
  await page.getByText('已办理 2 项').waitFor();
  await choose(three);
  await page.getByRole('button', { name: '退回补正' }).click();
  await page.locator('.ant-modal-confirm').getByLabel('意见').fill('请补充特征');
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '退回补正' }).click();
  await page.getByText('已办理 1 项').waitFor();
  const statusOf = async ({ id }: Prepared) => (await team.officer.get<{ status: string }>(`/requests/${id}`)).status;
  expect(await Promise.all([one, two, three].map(statusOf))).toEqual(['approved', 'approved', 'returned_for_correction']);
});

test('an intake is accepted with a corrected description, another piece is refused, and the centre head confirms', async ({ signIn, team }) => {
  const intake = await approvedIntake(team, phones(2, '平板'));
  const { page } = custodian;
  await page.goto(`/station/${intake.id}`);
  await page.locator('.station-place-wanted').waitFor();
  await scan(page, shelf);
  await told(page, 'place', shelf);
  await row(page, '平板 1').getByRole('button', { name: '处理' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('更正接收', { exact: true }).first().click();
  await drawer.getByLabel('规格型号').fill('MatePad 11');
  await drawer.getByLabel('原因').fill('型号与清单不符,当面更正');
  expect(await findings(page)).toEqual([]);
  await page.locator('.ant-drawer-footer button').click();
  await row(page, '平板 1').filter({ hasText: '已' }).waitFor();
  await row(page, '平板 2').getByRole('button', { name: '处理' }).click();
  await drawer.getByText('拒收', { exact: true }).first().click();
  await drawer.getByLabel('原因').fill('实物缺失');
  await page.locator('.ant-drawer-footer button').click();
  await expect.poll(async () => (await linesOf(team, intake)).map(({ outcome }) => outcome)).toEqual(['accepted_corrected', 'refused']);
  expect((await team.desk.get<{ model: string }>(`/items/${intake.items[0]?.id}`)).model).toBe('MatePad 11');
  const centre = await signIn('centre-head-01');
  await centre.page.goto(`/requests/${intake.id}`);
  await centre.page.getByRole('button', { name: '确认拒收' }).click();
  await centre.page.locator('.ant-modal-confirm').getByRole('button', { name: '确认拒收' }).click();
  await centre.page.getByText('已办结').first().waitFor();
  expect(centre.complaints).toEqual([]);
  await centre.close();
});

test('a loan comes back: one intact, one damaged, one short', async ({ team }) => {
  const back = await approvedReturn(team, loan);
  const { page } = custodian;
  await page.goto(`/station/${back.id}`);
  await page.locator('.station-place-wanted').waitFor();
  await scan(page, shelf);
  await told(page, 'place', shelf);
  const [intact, damaged, short] = loan.items;
  await scan(page, intact?.code ?? '');
  await told(page, 'here', intact?.name);
  for (const [item, condition, reason] of [[damaged, '损坏', '外壳裂开'], [short, '短少', '缺少电池']] as const) {
    await row(page, item?.name ?? '').getByRole('button', { name: '处理' }).click();
    await page.getByRole('dialog').getByText(condition, { exact: true }).first().click();
    await page.getByRole('dialog').getByLabel('原因').fill(reason);
    await page.locator('.ant-drawer-footer button').click();
  }
  await expect.poll(async () => (await linesOf(team, back)).map(({ condition }) => condition)).toEqual(['intact', 'damaged', 'short']);
});

test('the centre head resolves the discrepancy', async ({ signIn }) => {
  const centre = await signIn('centre-head-01');
  const { page } = centre;
  await page.goto('/discrepancies?open=true');
  const line = page.locator('.ant-table-row').filter({ hasText: loan.items[1]?.code ?? '' });
  await line.getByRole('button', { name: '处理' }).click();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('dialog').getByLabel('意见').fill('属正常损耗,照此入库');
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await line.waitFor({ state: 'detached' });
  expect(centre.complaints).toEqual([]);
  await centre.close();
});

test('an outbound request names document and receiver, and its goods are released', async ({ team }) => {
  const items = await received(team, phones(1, `手表${stamp}`), shelf);
  const { page } = officer;
  await page.goto(`/requests/new/outbound?case_id=${items[0]?.case_id}`);
  await page.getByText(/已选 0 件/).first().waitFor();
  await scan(page, items[0]?.code ?? '');
  await page.getByText('已选 1 件').first().waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('处置方式').click();
  await page.locator('.ant-select-item-option').filter({ hasText: '返还' }).first().click();
  await page.getByRole('button', { name: '登记文书' }).click();
  await page.getByRole('dialog').getByLabel('文号').fill(`处字〔2026〕${stamp}号`);
  await page.getByRole('dialog').getByLabel('文书名称').fill('返还决定书');
  await page.getByRole('dialog').getByRole('button', { name: '登记文书' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByLabel('领取人', { exact: true }).fill('王伟');
  await page.getByLabel('领取人证件号码').fill('130203198001011235');
  await page.getByText('否', { exact: true }).click();
  await page.getByLabel('出库事由').fill('案件审结,返还当事人');
  await page.getByRole('button', { name: '保存并核对' }).click();
  await page.getByText('1 件物品均可提交').waitFor();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  for (const each of [team.head, team.centre]) await each.step(id, 'approval', { decision: 'approve' });
  await custodian.page.goto(`/station/${id}`);
  await custodian.page.getByText('王伟').first().waitFor();
  // Of the receiver's number the desk sees the end; all of it once it asks, which the log keeps.
  await custodian.page.getByText('**************1235').waitFor();
  await custodian.page.getByRole('button', { name: '查看完整号码' }).click();
  await custodian.page.getByText('130203198001011235').waitFor();
  await scan(custodian.page, items[0]?.code ?? '');
  await told(custodian.page, 'here', items[0]?.name);
  await custodian.page.getByRole('button', { name: '立即提交' }).click();
  await expect.poll(async () => (await team.desk.get<{ status: string }>(`/requests/${id}`)).status).toBe('completed');
  await page.goto(`/requests/${id}`);
  await page.getByRole('button', { name: '签发 财物出库审批表' }).click();
  await page.getByRole('button', { name: /^打开 .*〔\d{4}〕\d+号$/ }).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('what lies unclassified is classified from its page', async ({ team }) => {
  const [item] = await received(team, [{ name: `不明粉盒${stamp}`, category: 'unclassified' }], receiving);
  const { page } = custodian;
  await page.goto(`/items/${item?.id}`);
  await page.getByRole('button', { name: '分类' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('类别').click();
  await page.locator('.ant-select-item-option').filter({ hasText: '普通' }).first().click();
  await drawer.getByLabel('位置').fill(shelf);
  await page.keyboard.press('Enter');
  await drawer.getByLabel('原因').fill('经查验为化妆盒');
  expect(await findings(page)).toEqual([]);
  await page.locator('.ant-drawer-footer button').click();
  await expect.poll(async () => (await team.desk.get<{ place_code: string }>(`/items/${item?.id}`)).place_code).toBe(shelf);
});

test('an officer corrects a description before intake, from the page of the seizure list', async ({ team }) => {
  const intake = await waitingIntake(team, phones(2, '硬盘盒'));
  await team.officer.step(intake.id, 'withdrawal', { opinion: '描述有误' });
  const list = await team.officer.get<{ seizure_list_id: string }>(`/items/${intake.items[0]?.id}`);
  const { page } = officer;
  await page.goto(`/seizure-lists/${list.seizure_list_id}`);
  await page.getByText('唐山市高新区火炬路').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('link', { name: intake.items[0]?.code ?? '' }).click();
  await page.getByRole('button', { name: '更正描述' }).click();
  await expect.poll(() => page.getByRole('dialog').getByLabel('名称').inputValue()).toBe('硬盘盒 1');
  await page.getByRole('dialog').getByLabel('特征').fill('银色,有划痕');
  await page.locator('.ant-drawer-footer button').click();
  await page.getByText('银色,有划痕').waitFor();
});

test('nobody complained', () => {
  expect([officer, head, custodian].flatMap(({ complaints }) => complaints)).toEqual([]);
});
