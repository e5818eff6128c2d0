// A supervisor's day: the overview, the rows behind a figure, an item's chain of custody, a file, the log.
import { type Desk, expect, test } from './support/fixtures';
import { findings } from './support/page-checks';

const SUPERVISOR = 'supervisor-political-legal-committee-01';

let desk: Desk;

test.beforeAll(async ({ signIn }) => {
  desk = await signIn(SUPERVISOR);
});
test.afterAll(async () => {
  await desk?.close();
});

test('the overview comes first, and its balance line is whole', async () => {
  const { page } = desk;
  await page.waitForURL(/\/dashboard$/);
  await page.getByRole('link', { name: '累计入库 82,520' }).waitFor();
  await page.getByText('平衡', { exact: true }).waitFor();
});

test('the pieces on loan are one click away', async () => {
  const { page } = desk;
  await page.getByRole('link', { name: '46 笔调用，62 件物品' }).click();
  await page.waitForURL(/\/loans\?open=true/);
  await page.getByText('共 62 条').waitFor();
});

test('an item shows who gave it to whom, and the log confirms it', async () => {
  const { page } = desk;
  await page.goto('/dashboard');
  await page.getByRole('link', { name: '调用中 62' }).click();
  await page.locator('.list .code').first().click();
  await page.getByText(/签名日志已证实全部 \d+ 条/).waitFor();
  await page.locator('.item-label').waitFor();
  await page.getByRole('link', { name: /日志第 \d+ 条/ }).last().click();
  await page.waitForURL(/\/audit\/\d+$/);
  await page.getByText('包含证明').waitFor();
});

test('the whole filter and the rows on the screen are saved as files', async () => {
  const { page } = desk;
  await page.goto('/items?states=on_loan');
  await page.getByText('共 62 条').waitFor();
  for (const [entry, name] of [[/已加载的 62 行/, /\.csv$/], [/全部符合条件的行（XLSX）/, /\.xlsx$/]] as const) {
    await page.getByRole('button', { name: '导出' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: entry }).click();
    expect((await saved).suggestedFilename()).toMatch(name);
  }
});

test('every figure of the overview opens as many rows as it says', async () => {
  const { page } = desk;
  await page.goto('/dashboard');
  await page.getByRole('link', { name: '调用中 62' }).click();
  await page.getByText('共 62 条').waitFor();
  await page.goBack();
  const specimens = page.locator('.dash-table tr', { hasText: '标本' }).first();
  await specimens.getByRole('link').first().click();
  await page.waitForURL(/category=specimen/);
  await page.getByText('共 17 条').waitFor();
  await page.goBack();
  const requests = page.locator('.dash-table').last().getByRole('link').first();
  const said = (await requests.textContent())?.trim() ?? '';
  await requests.click();
  await page.waitForURL(/\/requests\?/);
  await page.getByText(`共 ${said} 条`).waitFor();
});

test('every figure of the year opens as many rows as it says, at the end of the year as well', async () => {
  const { page } = desk;
  await page.goto('/reports?year=2023');
  const figures = page.locator('.report-table tbody tr a[href*="2023-12-31T16"]');
  await figures.first().waitFor();
  const links = await figures.evaluateAll((found) => found.map((link) => [link.getAttribute('href') ?? '', link.textContent ?? ''] as const));
  // One of each list and each kind of filter: the first of the table, and those of the last agency.
  const chosen = [...links.slice(0, 8), ...links.slice(-8)];
  expect(new Set(chosen.map(([address]) => new URL(address, page.url()).pathname))).toEqual(new Set(['/requests', '/movements', '/items']));
  for (const [address, said] of chosen) {
    await page.goto(address);
    const total = page.getByText(`共 ${said} 条`);
    const count = page.getByRole('button', { name: '统计总数' });
    await expect.poll(async () => (await total.isVisible()) || (await count.isVisible()), { message: `${address}: ${said}` }).toBe(true);
    if (await count.isVisible()) await count.click();
    await total.waitFor();
  }
});

test('a bar of the months opens the movements behind it', async () => {
  const { page } = desk;
  await page.goto('/dashboard');
  const chart = page.getByRole('img', { name: '按月' });
  await chart.locator('canvas').waitFor();
  const box = await chart.boundingBox();
  // The label of the axis takes the first part; March is the third of twelve slots, its bar in the left half of it.
  const left = 62;
  const slot = ((box?.width ?? 0) - left - 8) / 12;
  await chart.click({ position: { x: left + slot * 2.36, y: 200 } });
  await page.waitForURL(/\/movements\?actions=ItemReceived/);
  await page.locator('.list-box').getByText(/2023-03-/).first().waitFor();
});

test('axe finds nothing serious in the drawer of an item, light or dark', async ({ signIn }) => {
  for (const look of [{}, { dark: true, english: true }]) {
    const other = await signIn(SUPERVISOR, look);
    await other.page.goto('/items?states=on_loan');
    await other.page.locator('.list-box .code').first().click();
    await other.page.locator('.chain .ant-tag').first().waitFor();
    expect(await findings(other.page)).toEqual([]);
    await other.close();
  }
});

test('on paper a list is a table of its rows, and the report has no buttons', async () => {
  const { page } = desk;
  await page.goto('/items?states=on_loan');
  await page.getByText('共 62 条').waitFor();
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = String(document.querySelectorAll('.printed tbody tr').length);
    };
  });
  await page.getByRole('button', { name: '打印' }).click();
  await page.locator('body[data-printed="62"]').waitFor();
  // By the browser's own menu as well.
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect.poll(() => page.locator('.printed tbody tr').count()).toBe(62);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.goto('/reports?year=2023');
  await page.locator('.report-table').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => page.locator('.page-actions').isVisible()).toBe(false);
  await expect.poll(async () => (await page.locator('.report-table').first().boundingBox())?.width ?? 0).toBeGreaterThan(1000);
  await page.emulateMedia({ media: null });
});

test('in English, the report of the year says what no category accounts for', async ({ signIn }) => {
  const english = await signIn(SUPERVISOR, { english: true });
  await english.page.goto('/reports?year=2023');
  await english.page.getByText('the other 74 are not classified yet').waitFor();
  await english.page.getByText('131,765 hours').waitFor();
  expect(english.complaints).toEqual([]);
  await english.close();
});

test('nobody complained', () => {
  expect(desk.complaints).toEqual([]);
});

test('the deadlines of the year are listed, and a month opens day by day', async () => {
  const { page } = desk;
  await page.goto('/deadlines?rule=loan&lights=red');
  await page.getByText('共 46 条').waitFor();
  await page.goto('/deadlines?view=calendar&month=2024-01');
  const day = page.locator('.calendar-day').first();
  const said = /\d+$/.exec((await day.textContent()) ?? '')?.[0] ?? '';
  await day.click();
  await page.waitForURL(/due_from=/);
  await page.getByText(`共 ${said} 条`).waitFor();
});
