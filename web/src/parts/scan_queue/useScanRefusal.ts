import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from './scans';
import { sound } from './sounds';

/** Seconds that a longer explanation stays. */
const LONG = 12;

/** Refuses a scan outside the station as the station does: in words, with the code, and with the verdict's sound. */
export function useScanRefusal(): (verdict: Verdict, code: string, text?: string) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return useCallback(
    (verdict, code, text) => {
      sound(verdict);
      const why = text ?? t('station:scan_refused', { verdict: t(`station:verdict.${verdict}`), because: t(`station:because.${verdict}`), code: code.slice(0, 64) });
      void message.error(why, verdict === 'layout' ? LONG : undefined);
    },
    [message, t],
  );
}
