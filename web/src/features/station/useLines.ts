// All lines of a request, for the list of what is left and for the time without a network.
import { useQuery } from '@tanstack/react-query';
import { api, body, type Schemas } from '@/api/client';
import { plain } from './scans';

export type RequestLine = Schemas['RequestLineView'];

const PAGE = 500;

async function fetchAll(id: string): Promise<RequestLine[]> {
  const lines: RequestLine[] = [];
  for (;;) {
    const after = lines.at(-1)?.line_no ?? 0;
    const page = await body(api.GET('/api/v1/requests/{id}/lines', { params: { path: { id }, query: { after } } }));
    lines.push(...page);
    if (page.length < PAGE) return lines;
  }
}

const read = (lines: RequestLine[]) => new Map(lines.map((line) => [plain(line.code), line]));

/** The lines by code, in the order of the request. */
export function useLines(id: string, wanted: boolean): { lines: ReadonlyMap<string, RequestLine> | undefined; error: unknown; refetch: () => void } {
  const query = useQuery({
    // Not under the address of requests: what this station does itself needs no second look.
    queryKey: ['station', id, 'lines'],
    queryFn: () => fetchAll(id),
    select: read,
    enabled: wanted,
    staleTime: 0,
    networkMode: 'always',
  });
  return { lines: query.data, error: query.data ? null : query.error, refetch: () => void query.refetch() };
}
