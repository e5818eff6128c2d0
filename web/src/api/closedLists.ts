// The values of the API's closed lists, in the order in which people choose from them. The types keep each list complete.
import type { Schemas } from './client';

function all<W extends string>(values: Record<W, true>): W[] {
  return Object.keys(values) as W[];
}

export const AGENCY_KINDS = all<Schemas['AgencyKind']>({
  police: true,
  procuratorate: true,
  court: true,
  finance: true,
  political_legal_committee: true,
  market_supervision: true,
  other_enforcement: true,
  centre: true,
});

export const ROLES = all<Schemas['Role']>({
  case_officer: true,
  unit_head: true,
  custodian: true,
  centre_head: true,
  supervisor: true,
  system_admin: true,
  security_admin: true,
  auditor: true,
});

export const PLACE_KINDS = all<Schemas['PlaceKind']>({ zone: true, room: true, rack: true, level: true, bin: true });

export const STORAGE_CLASSES = all<Schemas['StorageClass']>({
  receiving: true,
  ordinary: true,
  vault: true,
  specimen_room: true,
  antimagnetic_cabinet: true,
  bulk_hall: true,
  yard: true,
});

export const CATEGORIES = all<Schemas['Category']>({
  ordinary: true,
  valuable: true,
  specimen: true,
  antimagnetic: true,
  bulk: true,
  vehicle: true,
  unclassified: true,
});

export const CUSTODY_STATES = all<Schemas['CustodyState']>({
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

export const CONDITIONS = all<Schemas['Condition']>({ intact: true, damaged: true, short: true, substituted: true, lost: true });

export const STAGES = all<Schemas['Stage']>({ investigation: true, prosecution: true, trial: true, enforcement: true });

export const DOCUMENT_KINDS = all<Schemas['DocumentKind']>({ disposition: true, judgment: true, seizure_decision: true, seizure_list: true, intake_receipt: true, other: true });

export const REQUEST_KINDS = all<Schemas['RequestKind']>({ intake: true, outbound: true, loan: true, loan_return: true });

export const REQUEST_STATUSES = all<Schemas['RequestStatus']>({
  draft: true,
  awaiting_unit_head: true,
  awaiting_centre_head: true,
  approved: true,
  executing: true,
  awaiting_confirmation: true,
  completed: true,
  returned_for_correction: true,
  rejected: true,
  withdrawn: true,
});

export const LOAN_PURPOSES = all<Schemas['LoanPurpose']>({ interrogation: true, identification: true, examination: true, inspection: true, court: true });

export const DISPOSITIONS = all<Schemas['Disposition']>({
  return_to_party: true,
  return_to_victim: true,
  transfer_with_case: true,
  auction: true,
  sale: true,
  treasury: true,
  confiscation: true,
  destruction: true,
  handover_to_authority: true,
});

export function isCategory(text: string): text is Schemas['Category'] {
  return (CATEGORIES as string[]).includes(text);
}

export function isRequestKind(text: string | undefined): text is Schemas['RequestKind'] {
  return (REQUEST_KINDS as (string | undefined)[]).includes(text);
}
