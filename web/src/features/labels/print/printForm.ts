import type { Schemas } from '@/api/client';

export type NewBatch = Schemas['NewPrintBatch'];

/** What a person can choose to print labels of. */
export const SUBJECTS = ['request', 'case', 'items', 'places', 'blanks'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What the form holds; `said` is the number, or the codes, in the person's own writing. */
export interface PrintForm {
  subject: Subject;
  said: string;
  blanks: number;
  profile: string | undefined;
  content: string | undefined;
  skip: number;
  copies: number;
  reason: string;
}

/** Codes as people paste them: separated by blanks, commas or lines, each once. */
export function codesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;,;、]+/).filter((code) => code !== ''))];
}

/** The form as the API takes it. */
export function batchOf(wish: PrintForm): NewBatch {
  const said = wish.said.trim();
  return {
    all_items: false,
    request: wish.subject === 'request' ? said : null,
    case: wish.subject === 'case' ? said : null,
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
