// The scan station as a journey sees it.
import type { Locator, Page } from '@playwright/test';
import type { components } from '../../src/api/schema';
import type { Prepared, Team } from './people';

/** The last verdict. */
export function banner(page: Page, verdict: string): Locator {
  return page.locator(`.station-banner[data-verdict=${verdict}]`);
}

/** Waits until the station says so. */
export async function told(page: Page, verdict: string, text = ''): Promise<void> {
  await banner(page, verdict).filter({ hasText: text }).waitFor();
}

/** A row of the journal or of what is left. */
export function row(page: Page, text: string): Locator {
  return page.locator('.station-row').filter({ hasText: text }).first();
}

export function linesOf({ desk }: Team, { id }: Pick<Prepared, 'id'>): Promise<components['schemas']['RequestLineView'][]> {
  return desk.get(`/requests/${id}/lines`);
}
