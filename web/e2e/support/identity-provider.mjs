// A real identity provider (oidc-provider, certified by the OpenID Foundation) with test accounts, and a second server at the same centre whose
// people can sign in by it: the journeys' own server knows of none.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

const CLIENT = 'custody';
const SECRET = 'a secret of the journeys';
const ROOT = join(import.meta.dirname, '../../..');

/** How the provider is called on the button. */
export const NAME = '全省统一身份认证';

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Whoever signs in there is who they say; the provider's own forms take any password. */
async function startProvider(redirect) {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT, client_secret: SECRET, redirect_uris: [redirect], response_types: ['code'], grant_types: ['authorization_code'] }],
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    pkce: { required: () => true },
    cookies: { keys: ['journeys'] },
  });
  const server = await new Promise((resolve) => {
    const listening = provider.listen(port, 'localhost', () => resolve(listening));
  });
  return { issuer, stop: () => server.close() };
}

/** @returns {Promise<{ pages: string, stop: () => void }>} */
export async function serveWithProvider() {
  const file = process.env.CUSTODY_FILE;
  if (file === undefined) throw new Error('CUSTODY_FILE names no database; run this through scripts/with-year.sh');
  const port = await freePort();
  const pages = `http://localhost:${port}`;
  const provider = await startProvider(`${pages}/sign-in/return`);
  const folder = mkdtempSync(join(tmpdir(), 'custody-oidc-'));
  const secret = join(folder, 'client.secret');
  writeFileSync(secret, SECRET, { mode: 0o600 });
  const program = process.env.CUSTODY ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/custody');
  const flags = ['--database', `sqlite:${file}`, '--keys', join(dirname(file), 'keys'), '--store', join(dirname(file), 'files'), 'serve', '--listen', `127.0.0.1:${port}`, '--calls-times', '1000', '--log', 'warn', '--public-origin', pages];
  const oidc = ['--oidc-issuer', provider.issuer, '--oidc-client-id', CLIENT, '--oidc-client-secret-file', secret, '--oidc-name', NAME];
  // From the project's folder: a debug build reads the pages there.
  const server = spawn(program, [...flags, ...oidc], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      if (line.startsWith('custody answers on ')) resolve(undefined);
    });
  });
  const stop = () => {
    server.removeAllListeners('exit');
    server.kill('SIGTERM');
    provider.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { pages, stop };
}
