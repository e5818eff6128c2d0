import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useMe } from '@/ui/session/me';

/** Opens a request, for those who may read requests. */
export function RequestLink({ id, children }: { id: string; children: ReactNode }) {
  return useMe().may('read_requests') ? <Link to={`/requests/${id}`}>{children}</Link> : <>{children}</>;
}
