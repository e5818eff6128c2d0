import { queries, queryClient } from '@/api/client';

/** Whether the connection shows a certificate with which somebody can sign in. */
export function useCertificateShown(): boolean {
  // Asked anew at each visit: a UKey is put in and taken out.
  const { data } = queries.useQuery('get', '/api/v1/certificate', {}, { staleTime: 0 }, queryClient);
  return data?.subject !== undefined;
}
