// A statutory paper in its life: looked at, issued, the same again, replaced by a later one, and a copy of it checked.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { type Desk, expect, test } from './support/fixtures';
import { findings, sticksOut } from './support/page-checks';
import { approvedLoan, type Prepared, received, roomFor } from './support/people';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

let desk: Desk;
let loan: Prepared;
let first: Buffer = Buffer.alloc(0);

const papers = () => desk.page.locator('section.sheet').filter({ has: desk.page.getByRole('heading', { name: '单据', exact: true }) });
const numbers = () => papers().locator('tbody a[href^="/papers/"]');
const form = '财物调用审批表';

async function drop(page: Page, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: '复印件.pdf', mimeType: 'application/pdf', buffer });
}

test.beforeAll(async ({ signIn, team }) => {
  const items = await received(team, [{ name: '㛃䶮𬭎牌怀表（银壳，表盖内刻有“赠予吾友”字样，附短链一条，表针停于九时十五分，机芯编号不清）', category: 'ordinary' }], await roomFor(team, 'ordinary'));
  loan = await approvedLoan(team, items);
  desk = await signIn('officer-0101');
});
test.afterAll(() => desk?.close());

test('a paper is issued once for one state, however often it is asked for', async ({ team }) => {
  const { page } = desk;
  await page.goto(`/requests/${loan.id}`);
  await expect(numbers()).toHaveCount(0);
  const issue = papers().getByRole('button', { name: `签发 ${form}` });
  await issue.click();
  await expect(numbers()).toHaveCount(1);
  const number = await numbers().first().innerText();
  await issue.click();
  await expect(issue).not.toHaveClass(/loading/);
  await expect(numbers()).toHaveText([number]);
  const opened = page.waitForResponse((response) => response.url().endsWith('/paper.pdf') && response.ok());
  await papers().locator('tbody').getByRole('button').first().click();
  await opened;
  const address = await numbers().first().getAttribute('href');
  first = await team.officer.picture(`${address}/paper.pdf`);
  expect(first.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await findings(page)).toEqual([]);
});

test('a later state is a new issue that names the one it replaces', async ({ team }) => {
  const { page } = desk;
  const lines = loan.items.map(({ code }) => ({ item: code, outcome: 'lent' }));
  await team.desk.post(`/requests/${loan.id}/execution`, { lines });
  await page.reload();
  await papers().getByRole('button', { name: `签发 ${form}` }).click();
  await expect(numbers()).toHaveCount(2);
  await expect(papers().getByText('已被替代')).toHaveCount(1);
  const [second, former] = await numbers().allInnerTexts();
  expect(second).not.toBe(former);
  await numbers().first().click();
  await page.getByText('这是最新的一份。').waitFor();
  await expect(page.getByRole('link', { name: former })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toBe(0);
});

test('a copy that is dropped says which issue it is, and an altered one is none', async () => {
  const { page } = desk;
  await page.goto('/papers');
  await drop(page, first);
  await page.getByText('未经改动，但已有新的一份。').waitFor();
  const altered = Buffer.from(first);
  altered.writeUInt8(altered.readUInt8(altered.length - 10) ^ 1, altered.length - 10);
  await drop(page, altered);
  await page.getByText('不是本中心签发的文件，或已被改动。').waitFor();
  await page.locator('.ant-alert').getByText('未上传').waitFor();
  await drop(page, await readFile('package.json'));
  await page.getByText('不是本中心签发的文件，或已被改动。').waitFor();
  expect(await findings(page)).toEqual([]);
});

test('nobody complained', () => {
  expect(desk.complaints).toEqual([]);
});
