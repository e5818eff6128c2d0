import { createContext, useContext } from 'react';
import type { Schemas } from '@/api/client';

export interface Me extends Omit<Schemas['Me'], never> {
  /** Whether the API grants this person the permission. Pages ask this only to show or hide; the API decides. */
  may: (permission: Schemas['Permission']) => boolean;
}

export const MeContext = createContext<Me | null>(null);

/** The person signed in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('useMe outside of the session');
  return me;
}
