// Looks at pages as a person signed in: node e2e/tools/look.mjs LOGIN PATH=FILE.png... [--phone] [--en] [--dark] [--full]
// The program or the dev server answers at CUSTODY_WEB (http://127.0.0.1:5181 unless said); the password is
// CUSTODY_PASSWORD, that of the demonstration unless said. Prints what the console and the page's policy complain of.
import { chromium } from '@playwright/test';
import { isExpected, launchOptions, signIn } from '../support/browser.mjs';

const args = process.argv.slice(2);
const flag = (name) => args.includes(`--${name}`);
const [login, ...pages] = args.filter((arg) => !arg.startsWith('--'));
const base = process.env.CUSTODY_WEB ?? 'http://127.0.0.1:5181';
const browser = await chromium.launch(launchOptions);
const context = await browser.newContext({
  baseURL: base,
  viewport: flag('phone') ? { width: 390, height: 844 } : { width: 1440, height: 900 },
  locale: flag('en') ? 'en-GB' : 'zh-CN',
  colorScheme: flag('dark') ? 'dark' : 'light',
});
const page = await context.newPage();
page.on('console', (message) => {
  if (['error', 'warning'].includes(message.type()) && !isExpected(message.text())) console.log(`[${message.type()}] ${message.text()}`);
});
page.on('pageerror', (error) => console.log(`[page] ${error.message}`));

if (login !== 'nobody') await signIn(page, login);
for (const wanted of pages) {
  const cut = wanted.lastIndexOf('=');
  const began = Date.now();
  await page.goto(wanted.slice(0, cut));
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
  await page.waitForTimeout(400);
  await page.screenshot({ path: wanted.slice(cut + 1), fullPage: flag('full') });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  console.log(`${wanted.slice(0, cut)} ${Date.now() - began} ms${wide ? ' SCROLLS SIDEWAYS' : ''}`);
}
await browser.close();
