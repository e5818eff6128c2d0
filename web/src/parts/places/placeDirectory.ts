// Every place of the centre, kept on the device so that a scanned place is recognised offline.
import { useQuery } from '@tanstack/react-query';
import { type DBSchema, openDB } from 'idb';
import { api, body, queryClient, type Schemas } from '@/api/client';
import { cleanCode } from '@/ui/scanning/scannedCode';

export type Place = Pick<Schemas['PlaceView'], 'id' | 'code' | 'name' | 'kind' | 'storage_class' | 'parent_id' | 'active'>;

interface Schema extends DBSchema {
  directory: { key: string; value: Place[] };
}

const database = () => openDB<Schema>('custody-places', 1, { upgrade: (db) => void db.createObjectStore('directory') });

const PAGE = 500;

async function fetchAll(): Promise<Place[]> {
  const places: Place[] = [];
  let cursor: string | undefined;
  do {
    const page = await body(api.GET('/api/v1/places', { params: { query: { limit: PAGE, cursor } } }));
    places.push(...page.rows.map(({ id, code, name, kind, storage_class, parent_id, active }) => ({ id, code, name, kind, storage_class, parent_id, active })));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return places;
}

async function load(): Promise<Place[]> {
  try {
    const places = await fetchAll();
    await (await database()).put('directory', places, 'all').catch(() => undefined);
    return places;
  } catch (error) {
    const kept = await (await database()).get('directory', 'all').catch(() => undefined);
    if (kept) return kept;
    throw error;
  }
}

/** One spelling for a code as registered, scanned or typed. */
function spelling(code: string): string {
  return cleanCode(code).toUpperCase();
}

export class PlaceDirectory {
  private readonly byCode: Map<string, Place>;
  private readonly byId: Map<string, Place>;

  constructor(readonly places: readonly Place[]) {
    this.byCode = new Map(places.map((place) => [spelling(place.code), place]));
    this.byId = new Map(places.map((place) => [place.id, place]));
  }

  find(code: string): Place | undefined {
    return this.byCode.get(spelling(code));
  }

  /** The names of the places from the room down to this one. */
  path(code: string): string {
    const names: string[] = [];
    for (let place = this.find(code); place; place = place.parent_id ? this.byId.get(place.parent_id) : undefined) names.unshift(place.name);
    return names.slice(names.length > 2 ? 1 : 0).join(' ');
  }

  /** Active places whose code or name contains the text; first the one whose code it is. */
  search(words: string): Place[] {
    const wanted = spelling(words);
    const exact = this.byCode.get(wanted);
    const found = this.places.filter(({ code, name, active }) => active && (spelling(code).includes(wanted) || name.includes(words.trim())));
    return exact?.active ? [exact, ...found.filter((place) => place !== exact)] : found;
  }
}

const read = (places: Place[]) => new PlaceDirectory(places);

const OPTIONS = { queryKey: ['directory'], queryFn: load, staleTime: 600_000, gcTime: Infinity, networkMode: 'always' } as const;

/** The directory once it has loaded; empty when it cannot be loaded. */
export async function getPlaceDirectory(): Promise<PlaceDirectory> {
  return read(await queryClient.ensureQueryData(OPTIONS).catch(() => []));
}

/** Refetches the directory, as a place may be new. */
export function refreshPlaceDirectory(): void {
  void queryClient.invalidateQueries({ queryKey: OPTIONS.queryKey });
}

/** The directory; refetched at most every ten minutes. */
export function usePlaceDirectory(): PlaceDirectory | undefined {
  return useQuery({ ...OPTIONS, select: read }).data;
}
