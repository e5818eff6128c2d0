import { api, body, type Schemas } from '@/api/client';

const AT_ONCE = 500;

/** Every item of a seizure list, in line order. */
export async function listedItems(id: string): Promise<Schemas['ItemView'][]> {
  const items: Schemas['ItemView'][] = [];
  let cursor: string | null | undefined;
  do {
    const page = await body(api.GET('/api/v1/items', { params: { query: { seizure_list_id: id, sort: 'line_no', limit: AT_ONCE, ...(cursor ? { cursor } : {}) } } }));
    items.push(...page.rows);
    cursor = page.next;
  } while (cursor);
  return items;
}
