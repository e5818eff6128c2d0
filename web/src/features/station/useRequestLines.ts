// All lines of a request, for the list of remaining ones and for working offline.
import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { fetchRequestLines } from '@/parts/requests/requestLines';
import { plainCode } from '@/parts/scan_queue/scans';

export type RequestLine = Schemas['RequestLineView'];

const read = (lines: RequestLine[]) => new Map(lines.map((line) => [plainCode(line.code), line]));

/** The lines of the request by code, in order. */
export function useRequestLines(id: string, wanted: boolean): { lines: ReadonlyMap<string, RequestLine> | undefined; error: unknown; refetch: () => void } {
  const query = useQuery({
    // Not keyed as a request: what this station does itself needs no refetch.
    queryKey: ['station', id, 'lines'],
    queryFn: () => fetchRequestLines(id),
    select: read,
    enabled: wanted,
    staleTime: 0,
    networkMode: 'always',
  });
  return { lines: query.data, error: query.data ? null : query.error, refetch: () => void query.refetch() };
}
