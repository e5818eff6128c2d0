import type { Schemas } from '@/api/client';

const KINDS: Record<Schemas['RequestKind'], true> = { intake: true, outbound: true, loan: true, loan_return: true };
const STATUSES: Record<Schemas['RequestStatus'], true> = {
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
};

export const REQUEST_KINDS = Object.keys(KINDS) as Schemas['RequestKind'][];
export const REQUEST_STATUSES = Object.keys(STATUSES) as Schemas['RequestStatus'][];

export function isKind(text: string | undefined): text is Schemas['RequestKind'] {
  return text !== undefined && text in KINDS;
}
