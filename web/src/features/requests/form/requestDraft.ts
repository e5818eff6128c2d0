// A request being drafted, and its conversion to and from the API. The API decides which terms are required.
import type { Schemas } from '@/api/client';

export type Kind = Schemas['RequestKind'];

/** A picked item, as shown before it becomes a line. */
export type Picked = Pick<Schemas['ItemView'], 'code' | 'name' | 'category' | 'pieces' | 'unit' | 'custody_state' | 'place_code'> &
  Partial<Pick<Schemas['ItemView'], 'features' | 'model' | 'serial_no' | 'valuation_minor' | 'currency'>>;

/** The terms of the request. */
export type Terms = Omit<Schemas['NewRequest'], 'kind' | 'case_id' | 'items'>;

/** The state of the draft. */
export interface Writing {
  case_id: string | null;
  items: Picked[];
  terms: Partial<Terms>;
}

export const BLANK: Writing = { case_id: null, items: [], terms: {} };

const empty = (value: unknown) => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Converts the draft to the API's request body. */
export function toNew(kind: Kind, writing: Writing & { case_id: string }): Schemas['NewRequest'] {
  const terms = Object.fromEntries(Object.entries(writing.terms).filter(([, value]) => !empty(value)));
  return { reason: '', ...terms, kind, case_id: writing.case_id, items: writing.items.map(({ code }) => code) };
}

const NO_TERMS = {
  purpose: null, starts_at: null, due_at: null, loan_id: null, disposition: null, document_id: null,
  receiver_name: null, receiver_document_no: null, receiver_is_officer: null, witness_name: null, destruction_method: null, destruction_place: null, delivery: null,
} as const;

/** The same as an edit of a known request: terms it does not have are taken out. */
export function toEdit(request: Schemas['NewRequest']): Schemas['RequestEdit'] {
  return { ...NO_TERMS, ...request };
}

/** Converts a request of the API to a draft. */
export function fromDetail(request: Schemas['RequestDetail'], lines: readonly Schemas['RequestLineView'][]): Writing {
  const { reason, purpose, starts_at, due_at, loan_id, disposition, document_id, receiver_name, receiver_is_officer, witness_name, destruction_method, destruction_place, delivery } = request;
  // What is hidden was erased: it has to be written anew.
  const receiver_document_no = request.receiver_document_hidden ? null : request.receiver_document_no;
  return {
    case_id: request.case_id,
    items: lines.map(({ code, name, category, features, model, serial_no, pieces, unit, valuation_minor, currency, custody_state, place_code }) => ({ code, name, category, features, model, serial_no, pieces, unit, valuation_minor, currency, custody_state, place_code })),
    terms: { reason, purpose, starts_at, due_at, loan_id, disposition, document_id, receiver_name, receiver_document_no, receiver_is_officer, witness_name, destruction_method, destruction_place, delivery },
  };
}

/** Adds items to the picked ones, without duplicates. */
export function withItems(picked: readonly Picked[], more: readonly Picked[]): Picked[] {
  const known = new Set(picked.map(({ code }) => code));
  return [...picked, ...more.filter(({ code }) => !known.has(code) && known.add(code))];
}

/** Sorts items by a list of codes; items not listed come last, in their old order. */
export function inOrder(items: readonly Picked[], codes: readonly string[]): Picked[] {
  const places = new Map(codes.map((code, at) => [code, at]));
  const place = ({ code }: Picked) => places.get(code) ?? codes.length;
  return items.toSorted((a, b) => place(a) - place(b));
}

/** Splits blockers into those of single lines and those of the terms. */
export function sortBlockers(blockers: readonly Schemas['BlockerView'][], items: readonly Picked[]): { lines: { item: Picked; details: string[] }[]; terms: Schemas['BlockerView'][] } {
  const lines = new Map<number, string[]>();
  const terms: Schemas['BlockerView'][] = [];
  for (const blocker of blockers) {
    const match = /^\/items\/(\d+)/.exec(blocker.pointer);
    const at = match ? Number(match[1]) : -1;
    if (items[at]) lines.set(at, [...(lines.get(at) ?? []), blocker.detail]);
    else terms.push(blocker);
  }
  return { terms, lines: [...lines].flatMap(([at, details]) => (items[at] ? [{ item: items[at], details }] : [])) };
}
