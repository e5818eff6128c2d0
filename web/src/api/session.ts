// The session lives in cookies that scripts cannot read. When a call is refused because the access token has expired, the
// tokens are renewed, by one tab at a time (a refresh token works only once), and the call is repeated.

const RENEWED = 'custody.renewed';
const ended = new Set<() => void>();

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
    return response.ok;
  });
}

const SIGNING = new Set(['/api/v1/session/refresh', '/api/v1/setup']);

function isSigning(request: Request): boolean {
  const path = new URL(request.url).pathname;
  return SIGNING.has(path) || (path === '/api/v1/session' && request.method === 'POST');
}

/** `fetch` that keeps the session alive. */
export async function fetchInSession(request: Request): Promise<Response> {
  if (isSigning(request)) return fetch(request);
  const again = request.clone();
  const began = Date.now();
  const response = await fetch(request);
  if (response.status !== 401) return response;
  if (!(await renew(began))) {
    for (const listener of ended) listener();
    return response;
  }
  return fetch(again);
}
