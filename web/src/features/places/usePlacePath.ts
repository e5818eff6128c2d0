import { useQuery } from '@tanstack/react-query';
import { api, body, type Schemas } from '@/api/client';

/** From a zone down to a bin; more levels would be a cycle. */
const LEVELS_AT_MOST = 8;

/** The places from the topmost parent down to the place itself; empty while loading. */
export function usePlacePath(id: string | undefined): Schemas['PlaceView'][] {
  const way = useQuery({
    queryKey: ['get', '/api/v1/places', 'above', id],
    enabled: id !== undefined,
    queryFn: async () => {
      const found: Schemas['PlaceView'][] = [];
      for (let next: string | null = id ?? null; next !== null && found.length < LEVELS_AT_MOST; ) {
        const place: Schemas['PlaceView'] = await body(api.GET('/api/v1/places/{id}', { params: { path: { id: next } } }));
        found.unshift(place);
        next = place.parent_id;
      }
      return found;
    },
  });
  return id === undefined ? [] : (way.data ?? []);
}
