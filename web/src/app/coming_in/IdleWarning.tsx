import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, queryClient } from '@/api/client';
import { isUseToReport, reportedUse, touch } from '@/api/presence';

const SESSION = queries.queryOptions('get', '/api/v1/session', {});
/** How long before the end it is warned of: two minutes, and never more than a third of the limit. */
const WARNED_BEFORE = 120;
/** Without a line, and while the server holds the session still open, it is asked again so often. */
const ASKED_AGAIN = 10_000;

const ask = () => queryClient.fetchQuery({ ...SESSION, staleTime: 0, retry: false }).catch(() => undefined);

/**
 * Reports to the server that the page is used, where no other call does, and warns before the server ends a session that
 * nobody used. The server decides: at the end it is only asked, and whoever is not signed in any more comes to sign in.
 */
export function IdleWarning({ seconds: limit }: { seconds: number }) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(limit);
  useEffect(() => {
    let asked = 0;
    const look = () => {
      const now = Date.now();
      const remaining = Math.ceil((reportedUse() + limit * 1000 - now) / 1000);
      setLeft(remaining);
      if ((remaining <= 0 || isUseToReport()) && now - asked >= ASKED_AGAIN) {
        asked = now;
        void ask();
      }
    };
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [limit]);

  const stay = () => {
    touch();
    void ask().then(() => setLeft(Math.ceil((reportedUse() + limit * 1000 - Date.now()) / 1000)));
  };
  if (left > Math.min(WARNED_BEFORE, limit / 3)) return null;
  return (
    <Modal open closable={false} keyboard={false} mask={{ closable: false }} title={t('shell:idle_title')} footer={<Button type="primary" autoFocus onClick={stay}>{t('shell:idle_stay')}</Button>}>
      <p role="timer" aria-live="off">{t('shell:idle_left', { time: clock(Math.max(left, 0)) })}</p>
      <p>{t('shell:idle_help')}</p>
    </Modal>
  );
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
