// The way to the identity provider and back. The server keeps nothing of it and the browser one cookie that scripts cannot read; the page itself
// remembers only where the person was.
import { api, body, type Schemas } from './client';

const BEFORE = 'custody.identity.before';

/** Opens the identity provider's page; the person comes back to `/sign-in/return`, and from there to `before`. */
export async function leaveForProvider(purpose: 'sign_in' | Schemas['IdentityPurpose'], before: string): Promise<void> {
  const asked = purpose === 'sign_in' ? api.POST('/api/v1/identity-requests', { body: {} }) : api.POST('/api/v1/session/identity-requests', { body: { purpose } });
  const { authorization_url } = await body(asked);
  sessionStorage.setItem(BEFORE, before);
  window.location.assign(authorization_url);
}

/** Where the person was before. */
export function cameFrom(): string | null {
  return sessionStorage.getItem(BEFORE);
}

/** What the provider has put into the address of this page; null where it let nobody in. */
export function answerIn(search: URLSearchParams): Schemas['IdentityAnswer'] | null {
  const [code, state] = [search.get('code'), search.get('state')];
  return code === null || state === null ? null : { code, state, iss: search.get('iss') };
}
