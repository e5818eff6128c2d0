import { useEffect, useMemo, useRef } from 'react';
import type { Line } from './lines';

/** Keeps earlier states of the lines, for Ctrl+Z. */
export function useUndo(lines: readonly Line[], restore: (lines: Line[]) => void): { note: () => void } {
  const past = useRef<(readonly Line[])[]>([]);
  const latest = useRef({ lines, restore });
  useEffect(() => {
    latest.current = { lines, restore };
  });
  useEffect(() => {
    const undo = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      const within = event.target instanceof HTMLElement && event.target.closest('.grid');
      const typing = event.target instanceof HTMLInputElement && event.target.value !== '';
      const before = within && !typing ? past.current.pop() : undefined;
      if (!before) return;
      event.preventDefault();
      latest.current.restore([...before]);
    };
    window.addEventListener('keydown', undo);
    return () => window.removeEventListener('keydown', undo);
  }, []);
  return useMemo(
    () => ({
      note: () => {
        past.current = [...past.current.slice(-49), latest.current.lines];
      },
    }),
    [],
  );
}
