import { useQuery } from '@tanstack/react-query';
import { api, body } from '@/api/client';

/** What blocks the draft, as of the last saved version. */
export function useBlockers(id: string, version: number) {
  return useQuery({
    queryKey: ['blockers', `/api/v1/requests/${id}`, version],
    queryFn: () => body(api.GET('/api/v1/requests/{id}/blockers', { params: { path: { id } } })),
    staleTime: 0,
  });
}
