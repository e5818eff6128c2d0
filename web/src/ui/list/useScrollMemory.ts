// Where a list stood when its page was left, by entry of the browser's history.
import { type RefObject, useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router-dom';

const positions = new Map<string, number>();
/** Positions remembered; the oldest are forgotten first. */
const MOST = 200;

interface Scrollable {
  scrollTo: (to: { top: number }) => void;
}

/** Scrolls a list to where it stood, on the way back to its page; returns what to call when it is scrolled. */
export function useScrollMemory(list: RefObject<Scrollable | null>, filled: boolean): (top: number) => void {
  const { key } = useLocation();
  const back = useNavigationType() === 'POP';
  const restored = useRef<string | null>(null);
  useEffect(() => {
    if (!filled || restored.current === key) return;
    restored.current = key;
    const top = positions.get(key);
    if (back && top !== undefined) list.current?.scrollTo({ top });
  }, [list, filled, key, back]);
  return (top) => {
    if (restored.current !== key) return;
    positions.delete(key);
    positions.set(key, top);
    const oldest = positions.keys().next().value;
    if (positions.size > MOST && oldest !== undefined) positions.delete(oldest);
  };
}
