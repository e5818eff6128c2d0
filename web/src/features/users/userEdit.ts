import type { Schemas } from '@/api/client';

/** What is typed of somebody's numbers; the identity number is kept in no draft. */
interface IdentityFields {
  badge_number?: string | null;
  identity_number?: string | null;
  same_person?: boolean;
}

export type UserFields = Pick<Schemas['UserView'], 'name' | 'agency_id'> & IdentityFields;

/** What differs from the record: an identity number left empty stays as it is, a badge number left empty is taken away. */
export function userEdit(
  user: Pick<Schemas['UserView'], 'agency_id' | 'badge_number'>,
  { name, agency_id, badge_number, identity_number, same_person }: UserFields,
): Schemas['UserEdit'] {
  const badge = badge_number || null;
  return {
    name,
    ...(agency_id !== user.agency_id && { agency_id }),
    ...(badge !== (user.badge_number ?? null) && { badge_number: badge }),
    ...(identity_number && { identity_number }),
    ...(same_person && { same_person }),
  };
}
