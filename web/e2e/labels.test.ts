// A custodian prints the labels of a request: the batch is made, listed, and its file is a PDF; a reprint asks why.
import { type Desk, expect, test } from './support/fixtures';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

let custodian: Desk;
let batchUrl = '';
let printUrl = '';

test.beforeAll(async ({ signIn }) => {
  custodian = await signIn('custodian-01');
});
test.afterAll(async () => {
  await custodian?.close();
});

/** Makes the labels; says why, where the API wants to know. */
async function makeLabels(): Promise<void> {
  const { page } = custodian;
  await page.getByRole('button', { name: '生成标签' }).click();
  const again = page.getByText('部分标签已经打印过');
  await Promise.race([page.waitForURL(/\/labels\/batches\//), again.waitFor()]);
  if (await again.isVisible()) {
    await page.locator('#reason').fill('标签破损');
    await page.getByRole('button', { name: '登记并重打' }).click();
  }
  await page.waitForURL(/\/labels\/batches\/[0-9a-f-]{36}$/);
}

test('the request page leads to its labels, with a preview', async () => {
  const { page } = custodian;
  await page.goto('/requests?kind=intake&statuses=completed');
  await page.locator('.list a[href^="/requests/"]').first().click();
  await page.getByRole('button', { name: '打印本申请标签' }).click();
  await page.waitForURL(/\/labels\/print\?request=/);
  printUrl = page.url();
  await page.locator('.label-preview img').waitFor();
  await makeLabels();
  batchUrl = new URL(page.url()).pathname;
});

test('the batch is listed, and its file is a PDF', async () => {
  const { page } = custodian;
  await page.getByRole('button', { name: '打开 PDF' }).waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载 PDF' }).click();
  const stream = await (await saved).createReadStream();
  const [first] = (await stream.take(1).toArray()) as Buffer[];
  expect(first?.subarray(0, 4).toString()).toBe('%PDF');
  await page.goto('/labels');
  await page.locator(`a[href="${batchUrl}"]`).waitFor();
});

test('another copy of the file asks why', async () => {
  const { page } = custodian;
  await page.goto(batchUrl);
  await page.getByRole('button', { name: '下载 PDF' }).click();
  const question = page.locator('.ant-modal-confirm');
  await question.getByText('该批次的标签文件已取出过').waitFor();
  expect(await question.getByRole('button', { name: '取出', exact: true }).isDisabled()).toBe(true);
  await question.getByLabel('再次取出的原因').fill('打印机卡纸');
  const saved = page.waitForEvent('download');
  await question.getByRole('button', { name: '取出', exact: true }).click();
  await saved;
  // The copy that the page has serves again.
  const again = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载 PDF' }).click();
  await again;
});

test('the same labels again are a reprint with a reason', async () => {
  const { page } = custodian;
  await page.goto(printUrl);
  await page.locator('.label-preview img').waitFor();
  await page.getByRole('button', { name: '生成标签' }).click();
  await page.getByText('部分标签已经打印过').waitFor();
  await page.locator('#reason').fill('打印机卡纸');
  await page.getByRole('button', { name: '登记并重打' }).click();
  await page.waitForURL(/\/labels\/batches\/[0-9a-f-]{36}$/);
  await page.getByText('打印机卡纸').waitFor();
});

test('nobody complained', () => {
  // The refused reprint is a 409 the browser reports as well.
  expect(custodian.complaints.filter((text) => !text.includes('409'))).toEqual([]);
});
