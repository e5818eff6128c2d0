/** Where to go after signing in: only a path of this site, which a browser reads as one. */
export function safeNext(next: string | null): string {
  // Browsers take a backslash for a slash and pass over tabs and line breaks.
  return next !== null && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : '/';
}
