// Passkeys as the browser's own functions make and show them (Web Authentication, level 3); the server says what is to be signed.
import { api, body, type Schemas } from './client';

/** What a device asks for before it signs: a PIN, a finger or a face. */
const OWNER_THERE = 'required';
/** ECDSA with P-256, Ed25519, and RSA for chips of older computers. */
const ALGORITHMS = [-7, -8, -257];
/** A network address instead of a name: no passkey is bound to one. */
const ADDRESS = /^(\d+(\.\d+){3}|\[.*\])$/;

/** What the browser says of an answer; TypeScript does not know it yet. */
interface Answered {
  id: string;
  response: { clientDataJSON: string; attestationObject: string; authenticatorData: string; signature: string; userHandle?: string };
}

const described = (ids: readonly string[]) => ids.map((id) => ({ type: 'public-key' as const, id }));

/** Whether this browser can show a passkey on this page. */
export function canShowPasskeys(): boolean {
  const known = window.isSecureContext && 'PublicKeyCredential' in window && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';
  return known && !ADDRESS.test(window.location.hostname);
}

/** Whether the person closed the browser's dialog, or nobody answered it in time. */
export function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}

/** Whether the device has a passkey for this account already. */
export function isMadeAlready(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

/** Has the person show a passkey: to sign in, or within the session. */
export async function showPasskey(purpose: 'sign_in' | Schemas['PasskeyPurpose']): Promise<Schemas['Assertion']> {
  const asked = purpose === 'sign_in' ? api.POST('/api/v1/passkey-challenges', { body: {} }) : api.POST('/api/v1/session/passkey-challenges', { body: { purpose } });
  const { challenge, relying_party_id: rpId, credential_ids, expires_at } = await body(asked);
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
    challenge, rpId, userVerification: OWNER_THERE, allowCredentials: described(credential_ids), timeout: remaining(expires_at),
  });
  const { id, response } = answered(await navigator.credentials.get({ publicKey }));
  return {
    credential_id: id,
    client_data: response.clientDataJSON,
    authenticator_data: response.authenticatorData,
    signature: response.signature,
    user_handle: response.userHandle ?? null,
  };
}

/** Has the person's device make a passkey. */
export async function makePasskey(offer: Schemas['PasskeyOffer']): Promise<Schemas['NewCredential']> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({
    challenge: offer.challenge,
    rp: { id: offer.relying_party_id, name: offer.relying_party_name },
    user: { id: offer.user_handle, name: offer.login, displayName: offer.name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: OWNER_THERE },
    attestation: 'none',
    excludeCredentials: described(offer.credential_ids),
    timeout: remaining(offer.expires_at),
  });
  const { response } = answered(await navigator.credentials.create({ publicKey }));
  return { client_data: response.clientDataJSON, attestation: response.attestationObject };
}

function answered(credential: Credential | null): Answered {
  return (credential as PublicKeyCredential).toJSON() as Answered;
}

/** Milliseconds that are left; device and server need not agree on the time. */
function remaining(until: string): number {
  return Math.min(Math.max(Date.parse(until) - Date.now(), 60_000), 300_000);
}
