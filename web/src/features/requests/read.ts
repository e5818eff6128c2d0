// Reads that need more than one call: every line of a request, every item that matches.
import { api, body, type Schemas } from '@/api/client';
import type { Picked } from './terms';

const AT_ONCE = 500;
/** Lines a request takes at most. */
export const LINES_AT_MOST = 10_000;

export async function allLines(id: string): Promise<Schemas['RequestLineView'][]> {
  const lines: Schemas['RequestLineView'][] = [];
  for (;;) {
    const more = await body(api.GET('/api/v1/requests/{id}/lines', { params: { path: { id }, query: { after: lines.at(-1)?.line_no ?? 0 } } }));
    lines.push(...more);
    if (more.length < AT_ONCE) return lines;
  }
}

export interface ItemFilter {
  case_id?: string;
  seizure_list_id?: string;
  states?: string;
  category?: Schemas['Category'];
  q?: string;
}

export function pickedOf(item: Schemas['ItemView']): Picked {
  const { code, name, category, pieces, unit, custody_state, place_code } = item;
  return { code, name, category, pieces, unit, custody_state, place_code };
}

export async function allItems(filter: ItemFilter): Promise<Picked[]> {
  const items: Picked[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await body(api.GET('/api/v1/items', { params: { query: { ...filter, limit: AT_ONCE, ...(cursor ? { cursor } : {}) } } }));
    items.push(...page.rows.map(pickedOf));
    cursor = page.next;
  } while (cursor && items.length < LINES_AT_MOST);
  return items.slice(0, LINES_AT_MOST);
}
