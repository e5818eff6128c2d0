// Hand scanners as they are: with Tab at the end, wireless, with identifiers, on the wrong keyboard layout.
import { type Desk, expect, test } from './support/fixtures';
import { banner } from './support/station';

let custodian: Desk;

test.beforeAll(async ({ signIn }) => {
  custodian = await signIn('custodian-01');
});
test.afterAll(async () => {
  await custodian?.close();
});

/**
 * Types on the bare page, with this many milliseconds between the keys. The keys are made within the page: on their way from the test each would
 * take as long as the machine is busy, and no scanner is that slow.
 */
async function wedge(keys: string, end: 'Enter' | 'Tab', delay: number): Promise<void> {
  const { page } = custodian;
  await page.evaluate(
    async ([typed, pause]) => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      for (const key of typed) {
        const code = { Enter: 'Enter', Tab: 'Tab' }[key] ?? (/\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`);
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }));
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    },
    [[...keys, end], delay] as const,
  );
}

test.beforeEach(async () => {
  await custodian.page.goto('/station/move');
  await custodian.page.locator('.station-banner').waitFor();
});

test('rooms have codes of two characters, and Tab ends a code as Enter does', async () => {
  const { page } = custodian;
  await wedge('A1', 'Tab', 5);
  await banner(page, 'place').filter({ hasText: 'A1' }).waitFor();
  await wedge('V1', 'Enter', 5);
  await banner(page, 'place').filter({ hasText: 'V1' }).waitFor();
});

test('a wireless scanner with an identifier', async () => {
  await wedge(']Q3A1', 'Enter', 80);
  await banner(custodian.page, 'place').filter({ hasText: 'A1' }).waitFor();
});

test('full width and invisible characters in the typed field', async () => {
  const { page } = custodian;
  await page.getByLabel('输入编码').fill('\u200BＡ１\u00A0');
  await page.getByLabel('输入编码').press('Tab');
  await banner(page, 'place').filter({ hasText: 'A1' }).waitFor();
});

test('the wrong keyboard layout is named, and nothing is looked up', async () => {
  const { page } = custodian;
  await wedge('"W(Q"', 'Enter', 5);
  await banner(page, 'layout').filter({ hasText: '键盘布局' }).waitFor();
  await expect(page.locator('.station-row')).toHaveCount(0);
  expect(custodian.complaints).toEqual([]);
});
