// What changes hands between the desks: extensions, releases, corrections before intake.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lent, type Prepared, received, roomFor, type Team, team, waitingIntake } from './custodian/people';
import { closeBrowser, type Desk, findings, openBrowser, scan, sitDown } from './house';
import { told } from './station';

const phones = (count: number, name: string) => Array.from({ length: count }, (_, n) => ({ name: `${name} ${n + 1}`, category: 'ordinary' as const }));
const stamp = Date.now() % 1_000_000;

let people: Team;
let shelf = '';
let officer: Desk;
let head: Desk;
let custodian: Desk;
let loan: Prepared;

beforeAll(async () => {
  people = await team();
  shelf = await roomFor(people, 'ordinary');
  loan = await lent(people, await received(people, phones(3, `相机${stamp}`), shelf));
  await openBrowser();
  officer = await sitDown('officer-0101');
  head = await sitDown('unit-head-0101');
  custodian = await sitDown('custodian-01');
});
afterAll(async () => {
  await Promise.all([officer, head, custodian].map((desk) => desk?.close()));
  await closeBrowser();
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

test('an outbound request names document and receiver, and its goods are released', async () => {
  const items = await received(people, phones(1, `手表${stamp}`), shelf);
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
  for (const each of [people.head, people.centre]) await each.post(`/requests/${id}/approval`, { decision: 'approve' });
  await custodian.page.goto(`/station/${id}`);
  await custodian.page.getByText('王伟').first().waitFor();
  await scan(custodian.page, items[0]?.code ?? '');
  await told(custodian.page, 'here', items[0]?.name);
  await custodian.page.getByRole('button', { name: '立即提交' }).click();
  await expect.poll(async () => (await people.desk.get<{ status: string }>(`/requests/${id}`)).status).toBe('completed');
  await page.goto(`/requests/${id}/paper`);
  await page.locator('.paper').getByText('以下空白').waitFor();
  expect(await findings(page)).toEqual([]);
});

test('an officer corrects a description before intake, from the page of the seizure list', async () => {
  const intake = await waitingIntake(people, phones(2, '硬盘盒'));
  await people.officer.post(`/requests/${intake.id}/withdrawal`, { opinion: '描述有误' });
  const list = await people.officer.get<{ seizure_list_id: string }>(`/items/${intake.items[0]?.id}`);
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
