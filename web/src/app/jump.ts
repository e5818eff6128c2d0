import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body } from '@/api/client';
import { useReport } from '@/ui/problems';
import { useMe } from './me';

/** Opens what a text names: a label code, a request's number, a case's number; else searches the items for its words. */
export function useJump(): (text: string) => Promise<void> {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useMe();
  const navigate = useNavigate();
  const report = useReport();
  return useCallback(
    async (given: string) => {
      const text = given.trim();
      if (text === '') return;
      try {
        const place = await find(text, me.may);
        if (place === null) message.warning(t('shell:jump_nothing', { text }));
        else await navigate(place);
      } catch (error) {
        report(error);
      }
    },
    [me, navigate, report, message, t],
  );
}

async function find(text: string, may: ReturnType<typeof useMe>['may']): Promise<string | null> {
  if (may('read_items')) {
    const scan = await body(api.GET('/api/v1/scan/{code}', { params: { path: { code: text } } }));
    if (scan.item) return `/items/${scan.item.id}`;
  }
  if (may('read_requests')) {
    const page = await body(api.GET('/api/v1/requests', { params: { query: { number: text.toUpperCase(), limit: 2 } } }));
    const [only, more] = page.rows;
    if (only && !more) return `/requests/${only.id}`;
  }
  if (may('read_cases')) {
    const page = await body(api.GET('/api/v1/cases', { params: { query: { case_no: text, limit: 2 } } }));
    const [only, more] = page.rows;
    if (only && !more) return `/cases/${only.id}`;
    if (more) return `/cases?case_no=${encodeURIComponent(text)}`;
  }
  return may('read_items') ? `/items?q=${encodeURIComponent(text)}` : null;
}
