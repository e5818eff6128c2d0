// The auditor's day: the log by filter, an entry down to its proof, files of what is seen and of the whole filter, and a
// verification that goes on while the page is left.
import { readFile } from 'node:fs/promises';
import { type Desk, expect, test } from './support/fixtures';
import { findings, sticksOut } from './support/page-checks';

const AUDITOR = 'auditor-01';

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
  await page.getByRole('combobox', { name: '动作' }).fill('入库');
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click();
  await page.waitForURL(/action=/);
  await page.getByRole('combobox', { name: '操作人' }).fill('custodian-01');
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText('(custodian-01)').click();
  await page.waitForURL(/actor_id=/);
  await page.goto('/audit?action=ItemReleased&from=2023-03-01T00:00:00.000Z&before=2023-04-01T00:00:00.000Z');
  await page.locator('.list-box').getByText(/2023-03-/).first().waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.getByText(/已加载 \d+ 条/).waitFor();
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
  await page.getByText('包含证明').waitFor();
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
  expect(lines[0]).toContain('动作');
});

test('a verification goes on while its page is left, and its result is there on coming back', async () => {
  test.setTimeout(200_000);
  const { page } = desk;
  await page.goto('/verifications');
  await page.getByRole('button', { name: '开始核验' }).click();
  await page.locator('.ant-progress, .ant-tag').first().waitFor();
  await page.goto('/audit');
  await page.locator('h1').first().waitFor();
  await page.goto('/verifications');
  await expect.poll(() => page.getByRole('button', { name: '开始核验' }).isEnabled(), { timeout: 150_000 }).toBe(true);
  const newest = page.locator('.sheet').first();
  await newest.getByText('一致', { exact: true }).waitFor();
  await newest.getByText('日志条目').waitFor();
});

test('axe finds nothing serious, light or dark, and at phone width nothing sticks out', async ({ signIn }) => {
  for (const look of [{}, { dark: true, english: true, phone: true }]) {
    const other = await signIn(AUDITOR, look);
    for (const [path, there] of [['/audit', '.list-box a'], ['/audit/20000', '.audit-path li'], ['/verifications', '.audit-checkpoint'], ['/users', '.list-box .code'], ['/cases', '.ant-result']] as const) {
      await other.page.goto(path);
      await other.page.locator(there).first().waitFor();
      expect(await findings(other.page)).toEqual([]);
      expect([path, await sticksOut(other.page)]).toEqual([path, 0]);
    }
    expect(other.complaints).toEqual([]);
    await other.close();
  }
});

test('nobody complained', () => {
  // An entry that is not there is a 404 the browser reports as well.
  expect(desk.complaints.filter((text) => !text.includes('404'))).toEqual([]);
});
