import { useTranslation } from 'react-i18next';
import { queries, queryClient } from '@/api/client';

/** How the identity provider is called, where there is one. */
export function useProvider(): string | null {
  const { t } = useTranslation();
  const { data } = queries.useQuery('get', '/api/v1/identity-provider', {}, { staleTime: Number.POSITIVE_INFINITY }, queryClient);
  return data?.offered ? (data.name ?? t('shell:identity')) : null;
}
