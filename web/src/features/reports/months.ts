/** The filter of movements of one kind in a month (1 to 12) of a year, by China's calendar. */
export function movementsOf(action: 'ItemReceived' | 'ItemReleased' | 'ItemLost', year: number, month: number): string {
  const start = (y: number, m: number) => new Date(`${y}-${String(m).padStart(2, '0')}-01T00:00:00+08:00`).toISOString();
  const before = month === 12 ? start(year + 1, 1) : start(year, month + 1);
  return `actions=${action}&moved_from=${start(year, month)}&moved_before=${before}`;
}
