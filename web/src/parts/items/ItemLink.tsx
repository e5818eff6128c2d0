import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useMe } from '@/ui/session/me';

/** Opens an item; plain text for those who may read of it only in the log. */
export function ItemLink({ id, children }: { id: string; children: ReactNode }) {
  return useMe().may('read_items') ? <Link to={`/items/${id}`}>{children}</Link> : <>{children}</>;
}
