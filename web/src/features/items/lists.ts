// The words of the closed lists items are filtered by, in the order of the trade; the types keep them complete.
import type { Schemas } from '@/api/client';

function all<W extends string>(words: Record<W, true>): W[] {
  return Object.keys(words) as W[];
}

export const CATEGORIES = all<Schemas['Category']>({
  ordinary: true,
  valuable: true,
  specimen: true,
  antimagnetic: true,
  bulk: true,
  vehicle: true,
  unclassified: true,
});

export const STATES = all<Schemas['CustodyState']>({
  registered: true,
  pending_intake: true,
  in_custody: true,
  on_loan: true,
  released: true,
  refused: true,
  discrepancy: true,
  lost: true,
});

export const LEGAL_STATUSES = all<Schemas['LegalStatus']>({
  seized: true,
  extended: true,
  lifted: true,
  judged_return: true,
  judged_confiscate: true,
  judged_recover: true,
  keep_in_file: true,
  early_disposal: true,
});
