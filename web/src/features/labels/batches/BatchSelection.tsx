import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';

/** Describes in words what a batch selected for printing. */
export function BatchSelection({ batch }: { batch: Pick<Schemas['PrintBatchView'], 'selection' | 'case_no'> }) {
  const { t } = useTranslation();
  const { selection: of, case_no } = batch;
  if (of.request) return <>{t('labels:what.request', { number: of.request })}</>;
  if (of.case) return <>{t('labels:what.case', { number: case_no })}</>;
  if (of.items?.length === 1) return <>{t('labels:what.item', { code: of.items[0] })}</>;
  if (of.items) return <>{t('labels:what.items', { count: of.items.length })}</>;
  if (of.places) return <>{of.places.length === 0 ? t('labels:what.all_places') : t('labels:what.places', { count: of.places.length })}</>;
  if (of.blanks) return <>{t('labels:what.blanks', { count: of.blanks })}</>;
  return <>{t('labels:what.all_items')}</>;
}
