import { api, body, type Schemas } from '@/api/client';

/** Lines per page of the API. */
export const LINES_PER_PAGE = 500;

/** Every line of a request, in order. */
export async function fetchRequestLines(id: string): Promise<Schemas['RequestLineView'][]> {
  const lines: Schemas['RequestLineView'][] = [];
  for (;;) {
    const more = await body(api.GET('/api/v1/requests/{id}/lines', { params: { path: { id }, query: { after: lines.at(-1)?.line_no ?? 0 } } }));
    lines.push(...more);
    if (more.length < LINES_PER_PAGE) return lines;
  }
}
