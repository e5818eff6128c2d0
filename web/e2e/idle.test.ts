// Nobody at the desk: the page warns, the session ends, and whoever comes back goes on where they were.
import { PASSWORD } from './support/browser.mjs';
import { expect, test } from './support/fixtures';

const name = `离岗留存案${String(Date.now()).slice(-7)}`;
const ended = { status: 401, contentType: 'application/problem+json', body: JSON.stringify({ status: 401, code: 'session_idle', detail: '' }) };

test('whoever leaves the desk is warned and signed out, and comes back to what was typed', async ({ signIn }) => {
  const { page, close } = await signIn('officer-0101');
  await page.goto('/cases/new');
  await page.locator('#name').fill(name);
  await page.getByText(/草稿已存/).first().waitFor();
  await page.clock.install();
  const stay = page.getByRole('button', { name: '继续使用' });
  await page.clock.fastForward('28:10');
  await page.getByText('长时间未操作，即将退出登录').waitFor();
  await stay.click();
  await expect(stay).toBeHidden();
  await expect(page.locator('#name')).toHaveValue(name);

  await page.clock.fastForward('28:10');
  await stay.waitFor();
  await page.route('**/api/v1/**', (route) => route.fulfill(ended));
  await page.clock.fastForward('02:00');
  await page.getByText('长时间未操作，已自动退出登录').waitFor();
  await page.unroute('**/api/v1/**');
  await page.locator('#login').fill('officer-0101');
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await expect(page.locator('#name')).toHaveValue(name);
  await expect(page).toHaveURL(/\/cases\/new$/);
  await close();
});
