/** The URL of the print page with a selection filled in. */
export function printAddress(chosen: Partial<Record<'request' | 'request_id' | 'case' | 'case_id' | 'items' | 'places' | 'blanks', string>>): string {
  return `/labels/print?${new URLSearchParams(chosen).toString()}`;
}
