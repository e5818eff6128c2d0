import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { queryClient, type Schemas } from '@/api/client';
import { browserName } from '@/parts/sessions/browserName';
import { showTime } from '@/ui/values/time';
import { safeNext } from './safeNext';

/** Tells whoever has signed in what came about at the account since, and opens the page they wanted. */
export function useEntered(): (tokens: Schemas['TokensView'], next: string | null) => Promise<void> {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { notification } = App.useApp();
  return async ({ refused, factor_taken_at, passkey_refused_at, elsewhere }, next) => {
    queryClient.clear();
    if (refused) {
      const [title, description] = [t('shell:refused_title', { count: refused.count }), t('shell:refused_help', { time: showTime(refused.last_at) })];
      // It stays until it was read.
      notification.warning({ key: 'refused', title, description, duration: 0 });
    }
    if (factor_taken_at) {
      const [title, description] = [t('shell:factor_taken_title', { time: showTime(factor_taken_at) }), t('shell:factor_taken_help')];
      notification.warning({ key: 'factor', title, description, duration: 0 });
    }
    if (passkey_refused_at) {
      const [title, description] = [t('shell:passkey_refused_title', { time: showTime(passkey_refused_at) }), t('shell:passkey_refused_help')];
      notification.warning({ key: 'passkey', title, description, duration: 0 });
    }
    if (elsewhere) {
      const { count, at, address, browser } = elsewhere;
      const [title, description] = [t('shell:elsewhere_title', { count, time: showTime(at) }), t('shell:elsewhere_help', { address, browser: browserName(browser) || t('sessions:nameless') })];
      notification.warning({ key: 'elsewhere', title, description, duration: 0 });
    }
    await navigate(safeNext(next), { replace: true });
  };
}
