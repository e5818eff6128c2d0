import type { Schemas } from '@/api/client';

/** What was weighed or counted without its tare, in thousandths of its unit. */
export function netOf({ attributes: { gross_milli, tare_milli } }: { attributes: Partial<Schemas['Attributes']> }): number | undefined {
  return gross_milli === undefined || gross_milli === null ? undefined : gross_milli - (tare_milli ?? 0);
}
