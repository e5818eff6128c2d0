/** The bounds of a month (1 to 12) in China Standard Time: from its first moment to that of the next. */
function month(year: number, number: number): { from: string; before: string } {
  const start = (y: number, m: number) => new Date(`${y}-${String(m).padStart(2, '0')}-01T00:00:00+08:00`).toISOString();
  return { from: start(year, number), before: number === 12 ? start(year + 1, 1) : start(year, number + 1) };
}

/** The filter for movements of one kind in a month. */
export function movementsOf(action: 'ItemReceived' | 'ItemReleased' | 'ItemLost', year: number, number: number): string {
  const { from, before } = month(year, number);
  return `actions=${action}&moved_from=${from}&moved_before=${before}`;
}

/** The filter for requests of one kind submitted in a month. */
export function requestsOf(kind: string, year: number, number: number): string {
  const { from, before } = month(year, number);
  return requestsWithin(kind, from, before);
}

/** The filter for items in a state at a moment; for `received`, all items received before it. */
export function stockAt(state: 'in_custody' | 'on_loan' | 'in_dispute' | 'released' | 'lost' | 'received', moment: string): string {
  if (state === 'received') return `received_before=${moment}`;
  return `states=${state === 'in_dispute' ? 'discrepancy' : state}&as_of=${moment}`;
}

/** The filter for requests of one kind submitted by anyone in a period. */
export function requestsWithin(kind: string, from: string, before: string): string {
  return `scope=all&kind=${kind}&submitted_from=${from}&submitted_before=${before}`;
}
