/** The most places of one series, as in the API. */
export const SERIES_AT_MOST = 500;

/** The codes of the first and the last place of a series; null as long as that cannot be told. */
export function seriesEnds(prefix: string | undefined, first: number | null | undefined, digits: number | null | undefined, count: number | null | undefined): { first: string; last: string } | null {
  if (!prefix?.trim() || first == null || digits == null || !count || count < 1) return null;
  const code = (number: number) => `${prefix.trim().toUpperCase()}${String(number).padStart(digits, '0')}`;
  return { first: code(first), last: code(first + count - 1) };
}
