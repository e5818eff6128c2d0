import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body, type Schemas } from '@/api/client';
import { useReport } from '@/ui/problems';
import { useMe } from '@/ui/session/me';

type Hit = Schemas['HitView'];

/** The path of a search hit's page. */
export function addressOf(hit: Hit): string {
  switch (hit.kind) {
    case 'item':
      return `/items/${hit.id}`;
    case 'request':
      return `/requests/${hit.id}`;
    case 'case':
      return `/cases/${hit.id}`;
    case 'seizure_list':
      return `/seizure-lists/${hit.id}`;
    case 'document':
      return hit.case_id ? `/cases/${hit.case_id}` : `/items?q=${encodeURIComponent(hit.title)}`;
  }
}

/** The only hit a text can mean; null when the person has to choose. */
export function onlyHit(text: string, hits: readonly Hit[]): Hit | null {
  const [first, second] = hits;
  if (!first || !second) return first ?? null;
  const exact = hits.filter((hit) => hit.title.toLowerCase() === text.toLowerCase() && hit.kind !== 'item');
  return exact.length === 1 ? (exact[0] ?? null) : null;
}

/** Searches what the person may see. */
export function findHits(text: string): Promise<Hit[]> {
  return body(api.GET('/api/v1/search', { params: { query: { q: text } } }));
}

/** Opens what a scanner read: the item or other match, or else a message about the code. */
export function useLookup(): (code: string) => Promise<void> {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useMe();
  const navigate = useNavigate();
  const report = useReport();
  return useCallback(
    async (code: string) => {
      if (!me.may('read_items')) return;
      try {
        const scan = await body(api.GET('/api/v1/scan/{code}', { params: { path: { code } } }));
        if (scan.item) return await navigate(`/items/${scan.item.id}`);
        if (scan.outcome !== 'malformed') return void message.error(`${t(`words:ScanOutcome.${scan.outcome}`)}: ${code}`);
        const hit = onlyHit(code, await findHits(code));
        if (hit) await navigate(addressOf(hit));
        else message.warning(t('shell:jump_nothing', { text: code }));
      } catch (error) {
        report(error);
      }
    },
    [me, navigate, report, message, t],
  );
}
