// The session lives in cookies that scripts cannot read. When a call is refused because the access token has expired, the
// tokens are renewed, by one tab at a time (a refresh token works only once), and the call is repeated.

//
// Cookies belong to the whole browser, a page to one person: every call names the person the page was opened for, and the
// API refuses it when somebody else has signed in since, in another tab.
import { isUseToReport, noteReported } from './presence';
import { askForProof, PROOF_NEEDED } from './proof';
import type { components } from './schema';

const RENEWED = 'custody.renewed';
const PERSON = 'custody.person';
const SESSION = '/api/v1/session';
const ended = new Set<() => void>();
const replaced = new Set<() => void>();

/** Id of the person this page was opened for. */
let person: string | null = null;

/** Whether this page is this person's, as far as it knows. */
export function isOpenedFor(user: string): boolean {
  return person === user;
}

/** Calls `listener` when somebody else has signed in in this browser; the page must record nothing more. */
export function onOtherPerson(listener: () => void): () => void {
  replaced.add(listener);
  return () => void replaced.delete(listener);
}

function stop(): void {
  for (const listener of replaced) listener();
}

// Another tab has become somebody else's: said at once, before the next call would be refused.
window.addEventListener('storage', ({ key, newValue }) => {
  if (key === PERSON && newValue !== null && person !== null && newValue !== person) stop();
});

/** What is known of the person for whom this browser was last used; a reload without a line begins with it. */
const KNOWN = 'custody.me';
/** A shift: after that the person signs in again before anything is shown. */
const KNOWN_FOR = 12 * 3_600_000;

type Me = components['schemas']['Me'];

function remember(me: Me): void {
  localStorage.setItem(KNOWN, JSON.stringify({ at: Date.now(), me }));
}

function forget(): void {
  localStorage.removeItem(KNOWN);
}

/** The person whose session this browser has, as far as can be known without a line; the page is then opened for them. */
export function rememberedMe(): Me | null {
  const kept = localStorage.getItem(KNOWN);
  if (kept === null) return null;
  const { at, me } = JSON.parse(kept) as { at: number; me: Me };
  if (Date.now() - at > KNOWN_FOR || (person !== null && person !== me.user.id)) return null;
  person = me.user.id;
  return me;
}

async function codeOf(response: Response): Promise<string | undefined> {
  const problem = (await response.clone().json().catch(() => ({}))) as Partial<components['schemas']['Problem']>;
  return problem.code;
}

async function follow(request: Request, response: Response): Promise<void> {
  if (response.status === 409 && (await codeOf(response)) === 'other_person_signed_in') stop();
  if (!response.ok || new URL(request.url).pathname !== SESSION) return;
  if (request.method === 'POST') {
    wasIdle = false;
    noteReported(Date.now());
  }
  if (request.method !== 'GET') {
    person = null;
    forget();
    return;
  }
  const me = (await response.clone().json()) as Me;
  person = me.user.id;
  remember(me);
  localStorage.setItem(PERSON, person);
}

/** Whether the last session ended because nobody used it. */
let wasIdle = false;

export function endedIdle(): boolean {
  return wasIdle;
}

/** Calls `listener` when the session can no longer be renewed. */
export function onSessionEnd(listener: () => void): () => void {
  ended.add(listener);
  return () => void ended.delete(listener);
}

function renewedAt(): number {
  return Number(localStorage.getItem(RENEWED) ?? 0);
}

async function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('custody.session', work) : work();
}

async function renew(since: number): Promise<boolean> {
  return alone(async () => {
    // Another call or tab has already renewed it.
    if (renewedAt() > since) return true;
    const response = await fetch('/api/v1/session/refresh', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    if (response.ok) localStorage.setItem(RENEWED, String(Date.now()));
    else wasIdle = (await codeOf(response)) === 'session_idle';
    return response.ok;
  });
}

const SIGNING = new Set(['/api/v1/session/refresh', '/api/v1/setup']);

function isSigning(request: Request): boolean {
  const path = new URL(request.url).pathname;
  return SIGNING.has(path) || (path === '/api/v1/session' && request.method === 'POST');
}

/** `fetch` that keeps the session alive, in the name of the person this page was opened for. */
export async function fetchInSession(request: Request): Promise<Response> {
  if (!isSigning(request) && person !== null) request.headers.set('Acting-User', person);
  const [began, used] = [Date.now(), isUseToReport()];
  if (!used) request.headers.set('Background-Call', 'true');
  const again = request.method === 'GET' ? null : request.clone();
  const response = await fetchRenewing(request);
  if (again && response.status === 403 && (await codeOf(response)) === PROOF_NEEDED && (await askForProof())) return fetchInSession(again);
  if (used && response.ok) noteReported(began);
  await follow(request, response);
  return response;
}

async function fetchRenewing(request: Request): Promise<Response> {
  if (isSigning(request)) return fetch(request);
  const again = request.clone();
  const began = Date.now();
  const response = await fetch(request);
  if (response.status !== 401) return response;
  if (!(await renew(began))) {
    forget();
    for (const listener of ended) listener();
    return response;
  }
  return fetch(again);
}
