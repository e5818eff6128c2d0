import type { Schemas } from '@/api/client';
import { Word } from '@/ui/values/values';

/** Who must act: the role, and the person where there is one. */
export function DeadlineOwner({ of: { owner, person_name: person } }: { of: Pick<Schemas['DeadlineView'], 'owner' | 'person_name'> }) {
  return <><Word of="ClockOwner" is={owner} />{person && <> · {person}</>}</>;
}
