import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';

/** The most likely kind of a new place: one level below its parent. */
export function likelyBelow(parent: Schemas['PlaceView'] | undefined): Schemas['PlaceKind'] {
  return parent ? (LISTS.PlaceKind[LISTS.PlaceKind.indexOf(parent.kind) + 1] ?? 'bin') : 'zone';
}
