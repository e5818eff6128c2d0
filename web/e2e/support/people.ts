// People who call the API directly, to prepare what others find in the morning.
import { randomUUID } from 'node:crypto';
import type { components } from '../../src/api/schema';
import { BASE, PASSWORD } from './browser.mjs';

/** Where the program itself answers, when something else serves the pages. */
const PROGRAM = process.env.CUSTODY_API ?? BASE;

type Schemas = components['schemas'];
type Item = Schemas['ItemView'];
type Page<T> = { rows: T[]; next?: string | null };
type Goods = Partial<Schemas['NewItem']> & { name: string };
/** A request with the goods on its lines. */
export type Prepared = Schemas['RequestView'] & { items: Item[] };

interface Person {
  get: <T>(path: string) => Promise<T>;
  post: <T>(path: string, body?: unknown) => Promise<T>;
  /** Takes a step of a request as it stands now, such as `approval`. */
  step: <T>(request: string, step: string, body?: unknown) => Promise<T>;
  picture: (path: string) => Promise<Buffer>;
}

/** A person of the demonstration year, signed in; signs in again when the access token has run out. */
async function signedIn(login: string): Promise<Person> {
  let token = '';
  const send = (method: string, path: string, body?: unknown, seen?: number): Promise<Response> => {
    const version: Record<string, string> = seen === undefined ? {} : { 'If-Match': `"${seen}"` };
    const headers = { ...version, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...(token === '' ? {} : { Authorization: `Bearer ${token}` }) };
    return fetch(`${PROGRAM}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  };
  const refresh = async (): Promise<void> => {
    token = '';
    const response = await send('POST', '/session', { login, password: PASSWORD });
    if (!response.ok) throw new Error(`${login} cannot sign in: ${response.status} ${await response.text()}`);
    token = ((await response.json()) as { access_token: string }).access_token;
  };
  const call = async (method: string, path: string, body?: unknown, seen?: number): Promise<Response> => {
    let response = await send(method, path, body, seen);
    if (response.status === 401) {
      await refresh();
      response = await send(method, path, body, seen);
    }
    if (!response.ok) throw new Error(`${login} ${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
  await refresh();
  return {
    get: (path) => json(call('GET', path)),
    post: (path, body = {}) => json(call('POST', path, body)),
    step: async (request, step, body = {}) => {
      const { version } = await json<{ version: number }>(call('GET', `/requests/${request}`));
      return json(call('POST', `/requests/${request}/${step}`, body, version));
    },
    picture: async (path) => Buffer.from(await (await call('GET', path)).arrayBuffer()),
  };
}

/** Whether a password opens an account. */
export async function opens(login: string, password: string): Promise<boolean> {
  const body = JSON.stringify({ login, password });
  const response = await fetch(`${PROGRAM}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  return response.ok;
}

/** The people of one agency and the centre. */
export interface Team {
  officer: Person;
  head: Person;
  centre: Person;
  desk: Person;
  supervisor: Person;
}

export async function signInTeam(): Promise<Team> {
  // One after the other: the program checks few passwords at a time, and refuses who waits long for a turn.
  return {
    officer: await signedIn('officer-0101'),
    head: await signedIn('unit-head-0101'),
    centre: await signedIn('centre-head-01'),
    desk: await signedIn('custodian-01'),
    supervisor: await signedIn('supervisor-political-legal-committee-01'),
  };
}

const soon = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
const DAY = 86_400_000;

/** Goods on a new seizure list in the newest case of the officer. */
async function seized({ officer }: Team, goods: readonly Goods[]): Promise<Item[]> {
  const kase = (await officer.get<Page<{ id: string }>>('/cases?limit=1')).rows[0];
  const list = await officer.post<{ id: string }>('/seizure-lists', {
    case_id: kase?.id,
    list_no: `E2E-${randomUUID().slice(0, 8)}`,
    seized_at: soon(-3_600_000),
    seized_place: '唐山市高新区火炬路',
    holder_name: '王伟',
    items: goods,
  });
  return (await officer.get<Page<Item>>(`/items?seizure_list_id=${list.id}&sort=line_no&limit=500`)).rows;
}

/** Drafts a request and submits it. */
export async function submitted({ officer }: Team, items: readonly Item[], terms: object): Promise<Prepared> {
  const drafted = await officer.post<Schemas['RequestView']>('/requests', { case_id: items[0]?.case_id, items: items.map(({ code }) => code), ...terms });
  return { ...(await officer.step<Schemas['RequestView']>(drafted.id, 'submission')), items: [...items] };
}

async function approved(people: Team, request: Prepared): Promise<Prepared> {
  let row = await people.head.step<Schemas['RequestView']>(request.id, 'approval', { decision: 'approve' });
  if (row.status === 'awaiting_centre_head') row = await people.centre.step(request.id, 'approval', { decision: 'approve' });
  return { ...row, items: request.items };
}

export async function waitingIntake(people: Team, goods: readonly Goods[]): Promise<Prepared> {
  return submitted(people, await seized(people, goods), { kind: 'intake', reason: '扣押物品入库' });
}

/** An approved intake of these goods. */
export async function approvedIntake(people: Team, goods: readonly Goods[]): Promise<Prepared> {
  return approved(people, await waitingIntake(people, goods));
}

/** Goods received, each at the place; none may want a second custodian. */
export async function received(people: Team, goods: readonly Goods[], place: string): Promise<Item[]> {
  const intake = await approvedIntake(people, goods);
  await carriedOut(people, intake, { outcome: 'accepted', place });
  return intake.items;
}

async function carriedOut({ desk }: Team, request: Prepared, how: object): Promise<void> {
  const lines = request.items.map(({ code }) => ({ item: code, ...how }));
  const { results } = await desk.post<{ results: { refusal?: { detail: string } | null }[] }>(`/requests/${request.id}/execution`, { lines });
  const refused = results.find(({ refusal }) => refusal);
  if (refused) throw new Error(`${request.number}: ${refused.refusal?.detail}`);
}

export const loanTerms = () => ({ kind: 'loan', reason: '提交鉴定', purpose: 'examination', starts_at: soon(-60_000), due_at: soon(5 * DAY) });

/** An approved loan of goods that are in custody. */
export async function approvedLoan(people: Team, items: readonly Item[]): Promise<Prepared> {
  return approved(people, await submitted(people, items, loanTerms()));
}

/** A loan that has been handed out. */
export async function lent(people: Team, items: readonly Item[]): Promise<Prepared> {
  const loan = await approvedLoan(people, items);
  await carriedOut(people, loan, { outcome: 'lent' });
  return loan;
}

/** An approved return of everything on a loan. */
export async function approvedReturn(people: Team, loan: Prepared): Promise<Prepared> {
  const request = await submitted(people, loan.items, { kind: 'loan_return', loan_id: loan.id, reason: '鉴定完毕' });
  return request.status === 'approved' ? request : approved(people, request);
}

/** Room for the goods of files that run at the same time and choose the same bin. */
const ROOM = 18;

/** The code of a bin of a storage class with room for the day's goods. */
export async function roomFor({ desk }: Team, storageClass: string, but: readonly string[] = []): Promise<string> {
  let cursor: string | null | undefined;
  do {
    const page = await desk.get<Page<Schemas['PlaceView']>>(`/places?storage_class=${storageClass}&kind=bin&active=true&limit=500${cursor ? `&cursor=${cursor}` : ''}`);
    const found = page.rows.find(({ code, capacity, held }) => !but.includes(code) && (capacity === null || held + ROOM <= capacity));
    if (found) return found.code;
    cursor = page.next;
  } while (cursor);
  throw new Error(`no room for ${storageClass}`);
}
