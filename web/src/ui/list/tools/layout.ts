// How somebody lays a list out: which columns, in which order, and how densely. Kept on this computer for each person and list.
import { useCallback, useContext, useMemo, useState } from 'react';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { MeContext } from '../../session/me';

export interface Layout {
  /** The keys of the columns shown, in their order; null as the list is made. */
  columns: readonly string[] | null;
  density: Schemas['Density'];
}

/** What is laid out of a column. */
export interface Placeable {
  key: string;
  /** Not shown until it is chosen. */
  hidden?: boolean;
}

/** The key of the column with a row's buttons: always shown, never on paper or in a file. */
export const TOOLS = 'tools' as const;

export const AS_MADE: Layout = { columns: null, density: 'usual' };

/** The columns shown, in order: the first always leads, and the buttons come last. Keys that the list does not have are passed over. */
export function arranged<C extends Placeable>(columns: readonly C[], chosen: Layout['columns']): C[] {
  if (chosen === null) return columns.filter(({ hidden }) => !hidden);
  const first = columns.find(({ key }) => key !== TOOLS);
  const rest = [...new Set(chosen)].flatMap((wanted) => columns.filter(({ key }) => key === wanted && key !== TOOLS && key !== first?.key));
  return [...(first ? [first] : []), ...rest, ...columns.filter(({ key }) => key === TOOLS)];
}

/** The layout that a view was saved with. */
export function layoutOf(view: Pick<Schemas['ListViewView'], 'columns' | 'density'>): Layout {
  return { columns: view.columns === '' ? null : view.columns.split(','), density: view.density };
}

/** The edit that shares a view with a role; with none it is nobody else's. */
export function sharedWith(role: Schemas['Role'] | undefined): Schemas['ListViewEdit'] {
  return { role: role ?? null };
}

/** What was kept as a layout; as the list is made when it cannot be read. */
export function readLayout(text: string | null): Layout {
  try {
    const kept = JSON.parse(text ?? 'null') as Partial<Record<keyof Layout, unknown>> | null;
    const columns = Array.isArray(kept?.columns) && kept.columns.every((key) => typeof key === 'string') ? (kept.columns as string[]) : null;
    return { columns, density: LISTS.Density.find((each) => each === kept?.density) ?? AS_MADE.density };
  } catch {
    return AS_MADE;
  }
}

/** The layout of a list, and how to change it. */
export function useLayout(name: string): [Layout, (layout: Layout) => void] {
  const person = useContext(MeContext)?.user.id ?? '';
  const place = `custody.list.${person}.${name}`;
  const [changed, setChanged] = useState<{ place: string; layout: Layout } | null>(null);
  const kept = useMemo(() => readLayout(localStorage.getItem(place)), [place]);
  const keep = useCallback(
    (layout: Layout) => {
      setChanged({ place, layout });
      localStorage.setItem(place, JSON.stringify(layout));
    },
    [place],
  );
  return [changed?.place === place ? changed.layout : kept, keep];
}
