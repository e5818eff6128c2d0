import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useMe } from '@/ui/session/me';

/** Links to an item; plain text for people who may not read items. */
export function ItemLink({ id, children }: { id: string; children: ReactNode }) {
  return useMe().may('read_items') ? <Link to={`/items/${id}`}>{children}</Link> : <>{children}</>;
}
