import type { Schemas } from '@/api/client';

const WORDS: Record<Schemas['AgencyKind'], true> = {
  police: true,
  procuratorate: true,
  court: true,
  finance: true,
  political_legal_committee: true,
  market_supervision: true,
  other_enforcement: true,
  centre: true,
};

export const AGENCY_KINDS = Object.keys(WORDS) as Schemas['AgencyKind'][];
