import { useEffect } from 'react';
import { useMe } from '@/ui/session/me';

/** Photographs that are still on this device go on from whatever page is opened. */
export function useUploadsGoOn(): void {
  const me = useMe();
  const adds = me.may('manage_files');
  useEffect(() => {
    if (adds) void import('@/parts/files/queue/useUploads').then(({ openUploads }) => openUploads(me.user.id).retry());
  }, [adds, me.user.id]);
}
