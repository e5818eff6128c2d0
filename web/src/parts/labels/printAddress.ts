/** The address of the print page with something chosen already. */
export function printAddress(chosen: Partial<Record<'request' | 'request_id' | 'case' | 'items' | 'blanks', string>>): string {
  return `/labels/print?${new URLSearchParams(chosen).toString()}`;
}
