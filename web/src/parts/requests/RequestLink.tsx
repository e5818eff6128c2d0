import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useMe } from '@/ui/session/me';

/** Links to a request; plain text for people who may not read requests. */
export function RequestLink({ id, children }: { id: string; children: ReactNode }) {
  return useMe().may('read_requests') ? <Link to={`/requests/${id}`}>{children}</Link> : <>{children}</>;
}
