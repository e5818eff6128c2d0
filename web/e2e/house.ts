// What every journey needs: a browser, a person signed in, and the complaints of console and policy.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where the program answers; it must hold the demonstration's year. */
const BASE = process.env.CUSTODY_WEB ?? '';
const PASSWORD = process.env.CUSTODY_PASSWORD ?? 'demo-password-2023';

export interface Look {
  phone?: boolean;
  english?: boolean;
}

/** One person's window. */
export interface Desk {
  page: Page;
  /** Errors of the console and of the page so far. */
  complaints: string[];
  close: () => Promise<void>;
}

let browser: Browser | undefined;

export async function openBrowser(): Promise<void> {
  if (BASE === '') throw new Error('CUSTODY_WEB names no running program');
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
}

// A call without a session is refused before the sign-in page is shown, and the browser says so.
const EXPECTED = /401 \(Unauthorized\)/;

/** Signs a person in and waits for the first page. */
export async function sitDown(login: string, look: Look = {}): Promise<Desk> {
  if (!browser) throw new Error('no browser');
  const context: BrowserContext = await browser.newContext({
    baseURL: BASE,
    viewport: look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    locale: look.english ? 'en-GB' : 'zh-CN',
  });
  // A busy machine draws late; what never comes fails all the same.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto('/sign-in');
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('#content h1').first().waitFor();
  return { page, complaints, close: () => context.close() };
}

/** Puts text on the clipboard of the page and pastes it where the cursor is. */
export async function pasteInto(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** Types as a hand scanner does: a burst, and Enter. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((keys) => {
    for (const key of keys) (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }, [...code, 'Enter']);
}
