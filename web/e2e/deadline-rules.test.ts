// The rules of deadlines: the security administrator tries a draft, is refused what goes beyond the law, and saves a version for a later day with its reason.
import { type Desk, expect, test } from './support/fixtures';
import { findings } from './support/page-checks';

const SECURITY = 'security-admin-01';
const DISCREPANCY = '差异处理';
const HANDOVER = '查扣后移交管理中心';
/** Long after anything that another journey looks at. */
const DAY = '2060-01-01';

let desk: Desk;

test.beforeAll(async ({ signIn }) => {
  desk = await signIn(SECURITY);
});
test.afterAll(async () => {
  await desk?.close();
});

test('a draft is tried, and nothing is saved', async () => {
  const { page } = desk;
  await page.goto('/clock-rules');
  await page.getByRole('link', { name: '修改规则' }).click();
  await page.waitForURL(/\/clock-rules\/edit$/);
  const handover = page.getByRole('region', { name: HANDOVER });
  await handover.getByText('可以缩短，不能延长。').waitFor();
  await expect(handover.getByRole('switch', { name: '启用' })).toBeDisabled();
  const rule = page.getByRole('region', { name: DISCREPANCY });
  await rule.getByRole('switch', { name: '启用' }).click();
  await rule.getByLabel('第1项时限的数值').fill('1');
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByRole('region', { name: '试算结果' }).getByText(/新增逾期 [\d,]+ 项/).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('more time than the law allows is refused beside its field', async () => {
  const { page } = desk;
  const handover = page.getByRole('region', { name: HANDOVER });
  await handover.getByLabel('第1项时限的数值').fill('4');
  await page.getByRole('button', { name: '试算' }).click();
  await handover.getByText('法律规定检察院的期限最长为3日').waitFor();
  await handover.getByRole('button', { name: '恢复系统原有规则' }).click();
  await expect(handover.getByLabel('第1项时限的数值')).toHaveValue('3');
});

test('a version for a later day needs a reason, and is announced', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '增加年份' }).click();
  await page.getByLabel('施行日期').fill(DAY);
  await page.getByRole('button', { name: /^保\s?存$/ }).click();
  await page.getByText('此项必填').first().waitFor();
  await page.getByLabel('原因').fill('差异处理须限期');
  await page.getByRole('button', { name: /^保\s?存$/ }).click();
  await page.waitForURL(/\/clock-rules$/);
  await page.getByText(`版规则将自 ${DAY} 起施行`).waitFor();
  await page.getByRole('cell', { name: '差异处理须限期' }).waitFor();
});

test('nobody complained', () => {
  // One draft is refused, which the browser tells.
  expect(desk.complaints.filter((text) => !text.includes('422 (Unprocessable'))).toEqual([]);
});
