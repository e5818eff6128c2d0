// What every journey needs: a browser, a person signed in, and the complaints of console and policy.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type LaunchOptions, type Page } from 'playwright-core';

/** Where the pages are; the program behind them must hold the demonstration's year. */
export const BASE = process.env.CUSTODY_WEB ?? '';
/** Where the program itself answers, when something else serves the pages. */
export const PROGRAM = process.env.CUSTODY_API ?? BASE;
export const PASSWORD = process.env.CUSTODY_PASSWORD ?? 'demo-password-2023';

/** Milliseconds to wait for anything a page draws; more where the machine is busy with other things. */
const PATIENCE = Number(process.env.CUSTODY_PATIENCE ?? 30_000);

export interface Look {
  phone?: boolean;
  english?: boolean;
  dark?: boolean;
  camera?: boolean;
}

/** One person's window. */
export interface Desk {
  page: Page;
  /** Errors of the console and of the page so far. */
  complaints: string[];
  close: () => Promise<void>;
}

let browser: Browser | undefined;

export async function openBrowser(args: LaunchOptions['args'] = []): Promise<void> {
  if (BASE === '') throw new Error('CUSTODY_WEB names no running program');
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', ...args] });
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
    colorScheme: look.dark ? 'dark' : 'light',
    // Nothing fades while it is judged or clicked.
    reducedMotion: 'reduce',
    hasTouch: look.phone ?? false,
    permissions: look.camera ? ['camera'] : [],
  });
  context.setDefaultTimeout(PATIENCE);
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

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  impact?: string | null;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/**
 * What axe finds serious or critical on the page as it stands, one line each: `expect(await findings(page)).toEqual([])`.
 * Wait for the page's content first: a page that still loads has little to find.
 */
export async function findings(page: Page): Promise<string[]> {
  // Through the debugger: the page's policy lets no foreign script in.
  await page.evaluate(`if (!window.axe) { ${await axe} }`);
  const violations = await page.evaluate<Finding[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${new URL(page.url()).pathname} ${id}: ${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`));
}

/** How far the page is wider than its window, in pixels. */
export function sticksOut(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
