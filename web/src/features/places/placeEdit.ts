import type { Schemas } from '@/api/client';

/** The form's fields; those a person emptied are empty texts or nothing. */
export interface PlaceFields {
  code: string;
  name: string;
  kind: Schemas['PlaceKind'];
  storage_class: Schemas['StorageClass'];
  capacity?: number | null;
  active: boolean;
  secrecy: Schemas['SecrecyLevel'];
  /** Code of the parent place. */
  parent_code?: string | null;
}

/** What is to change of a place: what was emptied is null. Undefined for a parent that is not known. */
export function placeEdit({ name, active, capacity, parent_code, secrecy }: PlaceFields, idOf: (code: string) => string | null | undefined): Schemas['PlaceEdit'] | undefined {
  const parent_id = parent_code ? idOf(parent_code) : null;
  return parent_id === undefined ? undefined : { name, active, capacity: capacity ?? null, parent_id, secrecy };
}
