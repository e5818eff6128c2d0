import { createContext, useContext } from 'react';
import type { Schemas } from '@/api/client';

export interface Me extends Omit<Schemas['Me'], never> {
  /** Whether the person has the permission. Used only to show or hide things; the API decides. */
  may: (permission: Schemas['Permission']) => boolean;
}

export const MeContext = createContext<Me | null>(null);

/** The signed-in person. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('useMe outside of the session');
  return me;
}
