import type { Schemas } from '@/api/client';

const WORDS: Record<Schemas['Role'], true> = {
  case_officer: true,
  unit_head: true,
  custodian: true,
  centre_head: true,
  supervisor: true,
  system_admin: true,
  security_admin: true,
  auditor: true,
};

export const ROLES = Object.keys(WORDS) as Schemas['Role'][];
