// Supervision: a supervisor searches, asks an agency about a clue, its head answers, and the supervisor accepts the answer.
import { type Desk, expect, test } from './support/fixtures';
import { findings } from './support/page-checks';

let supervisor: Desk;
let head: Desk;

test.beforeAll(async ({ signIn }) => {
  supervisor = await signIn('supervisor-political-legal-committee-01');
  head = await signIn('unit-head-0101', { phone: true });
});
test.afterAll(async () => {
  await supervisor?.close();
  await head?.close();
});

test('a search finds what is late in the year, with its goods and its law', async () => {
  const { page } = supervisor;
  await page.goto('/clues');
  await page.getByRole('button', { name: '立即检查' }).click();
  await page.getByText(/检查完毕：新发现/).waitFor();
  await page.goto('/clues?rule=loan_late&statuses=open');
  await page.getByText('调用逾期未还').first().waitFor();
  await page.getByRole('button', { name: /项$/ }).first().click();
  await page.getByRole('dialog').locator('.code').nth(1).waitFor();
  await page.keyboard.press('Escape');
  expect(await findings(page)).toEqual([]);
});

test('a notice goes to the unit, is answered on a phone and accepted', async ({ team }) => {
  const { page } = supervisor;
  // An officer sees the clues of the own unit only.
  const { rows } = await team.officer.get<{ rows: { agency_id: string }[] }>('/clues?statuses=open&rule=transfer_late&limit=1');
  await page.goto(`/clues?statuses=open&rule=transfer_late&agency_id=${rows[0]?.agency_id}`);
  await page.getByText('逾期未移送').first().waitFor();
  await page.getByRole('button', { name: '发出监督通知' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('发现的问题和要求').waitFor();
  expect(await dialog.getByLabel('发现的问题和要求').inputValue()).toContain('请查明原因');
  await dialog.getByRole('button', { name: '发出监督通知' }).click();
  await page.waitForURL(/\/supervision-notices\/[0-9a-f-]+$/);
  const address = new URL(page.url()).pathname;
  await page.getByText('待反馈').first().waitFor();

  const phone = head.page;
  await phone.goto(address);
  await phone.getByRole('button', { name: '反馈' }).click();
  await phone.getByRole('dialog').getByLabel('反馈内容').fill('已报批延期，附情况说明。');
  await phone.getByRole('dialog').getByRole('button', { name: '反馈' }).click();
  await phone.getByText('已反馈，待认定').waitFor();
  expect(await findings(phone)).toEqual([]);

  await page.reload();
  await page.getByText('已报批延期，附情况说明。').waitFor();
  await page.getByRole('button', { name: '认可反馈' }).click();
  await page.getByRole('dialog').getByLabel('意见').fill('认可。');
  await page.getByRole('dialog').getByRole('button', { name: '认可反馈' }).click();
  await page.getByText('已认可').waitFor();
  expect(await findings(page)).toEqual([]);
});
