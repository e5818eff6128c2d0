// The keys of a tree of rows, as the ARIA practices have them for a treegrid.

interface Row {
  level: number;
  /** Whether it is open; undefined for one without branches. */
  opens: boolean | undefined;
}

/** What a key does at a row: it opens or shuts it, or goes to another; null for keys that are not the tree's. */
export function treeKey(key: string, at: number, rows: readonly Row[]): { open: boolean } | { to: number } | null {
  const row = rows[at];
  if (row === undefined) return null;
  const to = (target: number) => (target >= 0 && target < rows.length && target !== at ? { to: target } : null);
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (row.opens === false) return { open: true };
      return row.opens && (rows[at + 1]?.level ?? 0) > row.level ? to(at + 1) : null;
    case 'ArrowLeft':
      if (row.opens) return { open: false };
      return to(rows.slice(0, at).findLastIndex((above) => above.level < row.level));
    case 'Enter':
    case ' ':
      return row.opens === undefined ? null : { open: !row.opens };
    default:
      return null;
  }
}
