import { useTranslation } from 'react-i18next';
import { queries, queryClient } from '@/api/client';
import { canShowPasskeys, isCancelled, isMadeAlready } from '@/api/passkey';
import { Problem } from '@/api/problem';

/** Whether passkeys can be shown on this page: by this browser, and to this server. */
export function usePasskeysOffered(): boolean {
  const able = canShowPasskeys();
  const { data } = queries.useQuery('get', '/api/v1/passkeys', {}, { enabled: able, staleTime: Number.POSITIVE_INFINITY }, queryClient);
  return able && data !== undefined && data.not_offered === undefined;
}

/** What went wrong with a passkey, in words; nothing when the person closed the browser's dialog. */
export function usePasskeyProblem(): (error: unknown) => Problem | null {
  const { t } = useTranslation();
  return (error) => {
    if (isCancelled(error)) return null;
    if (isMadeAlready(error)) return new Problem(409, { code: 'passkey_known', detail: t('shell:passkey_there') });
    if (error instanceof DOMException) return new Problem(409, { code: 'passkey_failed', detail: t('shell:passkey_failed') });
    return Problem.from(error);
  };
}
