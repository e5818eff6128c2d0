import { useQuery } from '@tanstack/react-query';
import { api, body, type Schemas } from '@/api/client';
import { NOTHING } from '@/ui/show';

/** Who printed a batch. Lists carry no names; one batch of each person tells it, once. */
export function Printer({ batch }: { batch: Schemas['PrintBatchView'] }) {
  const { data } = useQuery({
    queryKey: ['printer', batch.printed_by],
    queryFn: async () => (await body(api.GET('/api/v1/print-batches/{id}', { params: { path: { id: batch.id } } }))).printed_by_name ?? null,
    enabled: batch.printed_by !== null && !batch.printed_by_name,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <>{batch.printed_by_name ?? data ?? NOTHING}</>;
}
