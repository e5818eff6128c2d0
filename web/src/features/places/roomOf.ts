import type { Schemas } from '@/api/client';

/** What is used of the room in a place and below it, as far as there is a limit; null where there is none, or it is closed. */
export function roomOf({ active, capacity, capacity_below, free }: Pick<Schemas['PlaceView'], 'active' | 'capacity' | 'capacity_below' | 'free'>): { used: number; capacity: number } | null {
  if (!active || free === null) return null;
  const all = (capacity ?? 0) + (capacity_below ?? 0);
  return { used: all - free, capacity: all };
}
