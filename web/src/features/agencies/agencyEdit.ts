import type { Schemas } from '@/api/client';

interface Fields {
  name: string;
  active: boolean;
  parent_id?: Schemas['AgencyId'] | null | undefined;
}

/** What is to change of an agency; without one above it, that is said. */
export function agencyEdit({ name, active, parent_id }: Fields): Schemas['AgencyEdit'] {
  return { name, active, parent_id: parent_id ?? null };
}
