import type { Schemas } from '@/api/client';
import { cleanCode } from '@/ui/scanning/scannedCode';

export type NewBatch = Schemas['NewPrintBatch'];

/** What labels can be printed for. */
export const SUBJECTS = ['request', 'case', 'items', 'places', 'blanks'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** The state of the form; `said` is the number or the codes as typed. */
export interface PrintChoice {
  subject: Subject;
  said: string;
  blanks: number;
  profile: string | undefined;
  content: string | undefined;
  skip: number;
  copies: number;
  reason: string;
}

/** Splits pasted or scanned codes at spaces, commas and line breaks; drops duplicates. */
export function codesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;，；、]+/).map(cleanCode).filter((code) => code !== ''))];
}

/** A case the person came from: its number may be that of another agency's case as well. */
export interface KnownCase {
  id: string;
  number: string;
}

/** Converts the form to the API's request body; the number of the known case means that case. */
export function batchOf(wish: PrintChoice, known: KnownCase | null): NewBatch {
  const said = wish.said.trim();
  return {
    all_items: false,
    request: wish.subject === 'request' ? said : null,
    case: wish.subject === 'case' ? (said === known?.number ? known.id : said) : null,
    items: wish.subject === 'items' ? codesIn(said) : null,
    places: wish.subject === 'places' ? codesIn(said) : null,
    blanks: wish.subject === 'blanks' ? wish.blanks : null,
    profile: wish.profile ?? null,
    content: wish.content ?? null,
    skip: wish.skip,
    copies: wish.copies,
    reason: wish.reason.trim() || null,
  };
}
