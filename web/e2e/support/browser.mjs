// How Chromium is started and how a person signs in: for the journeys and for the tools beside them.

/** Where the pages are; the program behind them must hold the demonstration's year. */
export const BASE = process.env.CUSTODY_WEB ?? '';
/** Everybody's password in the demonstration's year. */
export const PASSWORD = process.env.CUSTODY_PASSWORD ?? 'demo-password-2023';

/** Chromium of the system: no other is downloaded. It is told to call nobody but the program it looks at. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};

/**
 * A call without a session is refused before the sign-in page is shown, and the browser says so.
 * @param {string} complaint
 */
export const isExpected = (complaint) => complaint.includes('401 (Unauthorized)');

/**
 * Signs a person in and waits for the first page.
 * @param {import('@playwright/test').Page} page
 * @param {string} login
 */
export async function signIn(page, login) {
  await page.goto('/sign-in');
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('#content h1').first().waitFor();
}
