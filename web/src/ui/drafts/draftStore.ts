// Drafts kept on this device until they are sent or discarded, also past signing out: one for each tab that writes one.
import type { DBSchema } from 'idb';
import { deviceDatabase } from '../deviceDatabase';
import { openTabs, tabId } from './tab';

export interface Kept {
  at: number;
  content: unknown;
}

/** A draft that no open tab is writing. */
export interface OtherDraft {
  key: string;
  at: number;
}

interface Schema extends DBSchema {
  drafts: { key: string; value: Kept };
}

const inDatabase = deviceDatabase<Schema>('custody', (db) => void db.createObjectStore('drafts'));

/** How many drafts of a person are on this device. */
export async function countDrafts(user: string): Promise<number> {
  const keys = await inDatabase((db) => db.getAllKeys('drafts')).catch(() => []);
  return keys.filter((key) => key.startsWith(`${user}/`)).length;
}

/** The key of this tab's draft of something; keys begin with the person's id, so that people sharing a desk keep theirs apart. */
export async function draftKey(scope: string): Promise<string> {
  return `${scope}/${await tabId()}`;
}

export function readDraft(key: string): Promise<Kept | undefined> {
  return inDatabase((db) => db.get('drafts', key));
}

export async function writeDraft(key: string, kept: Kept): Promise<void> {
  await inDatabase((db) => db.put('drafts', kept, key));
}

export function removeDraft(key: string): Promise<void> {
  return inDatabase((db) => db.delete('drafts', key));
}

/** The drafts of a scope that nobody is writing, newest first. */
export async function otherDrafts(scope: string, mine: string): Promise<OtherDraft[]> {
  const open = await openTabs();
  const busy = new Set([mine, ...[...open].map((tab) => `${scope}/${tab}`)]);
  const keys = (await inDatabase((db) => db.getAllKeys('drafts'))).filter((key) => (key === scope || key.startsWith(`${scope}/`)) && !busy.has(key));
  const found = await Promise.all(keys.map(async (key) => ({ key, at: (await readDraft(key))?.at ?? 0 })));
  return found.toSorted((a, b) => b.at - a.at);
}
