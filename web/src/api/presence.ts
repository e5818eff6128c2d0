// Whether anybody uses the page. The server ends a session that nobody used for a while; what the page does by itself, such as
// polling, is not use, and every such call says so. Tabs share what was reported, since they share the session.

const REPORTED = 'custody.used';
/** The server writes the use of a session down once a minute; a little more, so that no report is too early to be written. */
const BETWEEN_REPORTS = 65_000;
/** Use that was not reported by then, because the machine slept, is none of now. */
const REPORTED_WITHIN = 2 * BETWEEN_REPORTS;

/** When somebody last pressed a key, on a keyboard or a scanner, or pointed; opening the page is use. */
let touched = Date.now();

for (const event of ['keydown', 'pointerdown', 'wheel']) {
  window.addEventListener(event, touch, { capture: true, passive: true });
}

/** Counts as if a key had been pressed. */
export function touch(): void {
  touched = Date.now();
}

/** The last use that the server knows of, as far as any tab has reported it. */
export function reportedUse(): number {
  return Number(localStorage.getItem(REPORTED) ?? 0);
}

/** Whether a call made now is to count as use. */
export function isUseToReport(): boolean {
  const [reported, now] = [reportedUse(), Date.now()];
  return touched > reported && now - reported >= BETWEEN_REPORTS && now - touched < REPORTED_WITHIN;
}

/** Notes that the server has been told of the use at a time. */
export function noteReported(at: number): void {
  if (at > reportedUse()) localStorage.setItem(REPORTED, String(at));
}
