import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body, type Schemas } from '@/api/client';
import { sound } from '@/parts/scan_queue/sounds';
import { useScanRefusal } from '@/parts/scan_queue/useScanRefusal';
import { useReport } from '@/ui/problems';
import type { Scanned } from '@/ui/scanning/scannedCode';
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

/** Opens what a scanner read: the item or other match, or else a message about the code; either with its sound. */
export function useLookup(): (scanned: Scanned) => Promise<void> {
  const { t } = useTranslation();
  const refuse = useScanRefusal();
  const me = useMe();
  const navigate = useNavigate();
  const report = useReport();
  const opened = useCallback(
    async (path: string) => {
      sound('here');
      await navigate(path);
    },
    [navigate],
  );
  return useCallback(
    async (scanned: Scanned) => {
      const { code, trouble } = scanned;
      if (trouble) return refuse(trouble === 'layout' ? 'layout' : 'malformed', code);
      if (!me.may('read_items')) return refuse('refused', code, t('shell:scan_not_permitted', { code }));
      try {
        const scan = await body(api.GET('/api/v1/scan/{code}', { params: { path: { code } } }));
        if (scan.item) return await opened(`/items/${scan.item.id}`);
        if (scan.place) return await opened(`/items?place_id=${scan.place.id}`);
        if (scan.outcome !== 'malformed') return refuse(scan.outcome === 'found' ? 'unknown' : scan.outcome, code);
        const hit = onlyHit(code, await findHits(code));
        if (hit) await opened(addressOf(hit));
        else refuse('unknown', code, t('shell:jump_nothing', { text: code }));
      } catch (error) {
        sound('refused');
        report(error);
      }
    },
    [me, opened, report, refuse, t],
  );
}
