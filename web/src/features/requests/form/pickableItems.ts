// Items a request can take: what matches a filter, page by page.
import { api, body, type Schemas } from '@/api/client';
import type { Picked } from './requestDraft';

const ITEMS_PER_PAGE = 500;
/** The most lines a request can have. */
export const LINES_AT_MOST = 10_000;

export interface ItemFilter {
  case_id?: string;
  seizure_list_id?: string;
  states?: string;
  category?: Schemas['Category'];
  q?: string;
  sort?: string;
}

export function pickedOf(item: Schemas['ItemView']): Picked {
  const { code, name, category, features, model, serial_no, pieces, unit, valuation_minor, currency, custody_state, place_code } = item;
  return { code, name, category, features, model, serial_no, pieces, unit, valuation_minor, currency, custody_state, place_code };
}

/** The items a filter matches; more than a request can take are read no further than to know it. */
export async function fetchPickableItems(filter: ItemFilter): Promise<Picked[]> {
  const items: Picked[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await body(api.GET('/api/v1/items', { params: { query: { ...filter, limit: ITEMS_PER_PAGE, ...(cursor ? { cursor } : {}) } } }));
    items.push(...page.rows.map(pickedOf));
    cursor = page.next;
  } while (cursor && items.length <= LINES_AT_MOST);
  return items;
}
