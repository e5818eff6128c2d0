// What the journeys start from: people at their desks, each a signed-in window, and a team that prepares their work.
import { test as base, type Page } from '@playwright/test';
import { BASE, isExpected, signIn as signInOn } from './browser.mjs';
import { signInTeam, type Team } from './people';

export { expect } from '@playwright/test';

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

interface Fixtures {
  /** Opens a window and signs a person in; the window stays until it is closed. */
  signIn: (login: string, look?: Look) => Promise<Desk>;
  /** The people of one agency and the centre, who call the API directly. */
  team: Team;
}

const contextOptions = ({ phone, english, dark, camera }: Look) => ({
  ...(phone ? { viewport: { width: 390, height: 844 }, hasTouch: true } : {}),
  ...(english ? { locale: 'en-GB' } : {}),
  ...(dark ? { colorScheme: 'dark' as const } : {}),
  ...(camera ? { permissions: ['camera'] } : {}),
});

// Both outlive a test: the tests of a file share their windows, as the steps of one day.
export const test = base.extend<object, Fixtures>({
  signIn: [
    async ({ browser }, provide) => {
      if (BASE === '') throw new Error('CUSTODY_WEB names no running program');
      await provide(async (login, look = {}) => {
        const context = await browser.newContext(contextOptions(look));
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        await signInOn(page, login);
        return { page, complaints, close: () => context.close() };
      });
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the braces even where nothing is needed.
  team: [async ({}, provide) => provide(await signInTeam()), { scope: 'worker' }],
});
