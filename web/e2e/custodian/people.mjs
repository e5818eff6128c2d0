// People who call the API directly, to prepare what a custodian finds in the morning.
import { randomUUID } from 'node:crypto';

/** A person of the demonstration year, signed in at the program that answers at `base`. */
export async function person(base, login, password = process.env.CUSTODY_PASSWORD ?? 'demo-password-2023') {
  const call = async (method, path, body, token, key = randomUUID()) => {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    const response = await fetch(`${base}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${login} ${method} ${path}: ${response.status} ${text}`);
    return { json: text === '' ? null : JSON.parse(text), bytes: text };
  };
  const { json } = await call('POST', '/session', { login, password });
  return {
    get: async (path) => (await call('GET', path, undefined, json.access_token)).json,
    post: async (path, body = {}) => (await call('POST', path, body, json.access_token)).json,
    picture: async (path) => {
      const response = await fetch(`${base}/api/v1${path}`, { headers: { Authorization: `Bearer ${json.access_token}` } });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    },
  };
}

/** An approved intake of these goods, in the newest case of the officer. */
export async function approvedIntake(people, goods) {
  const { officer } = people;
  const kase = (await officer.get('/cases?limit=1')).rows[0];
  const list = await officer.post('/seizure-lists', {
    case_id: kase.id,
    list_no: `E2E-${randomUUID().slice(0, 8)}`,
    seized_at: new Date(Date.now() - 3_600_000).toISOString(),
    seized_place: '唐山市高新区火炬路',
    holder_name: '王伟',
    items: goods,
  });
  const items = (await officer.get(`/items?seizure_list_id=${list.id}&limit=500`)).rows;
  const drafted = await officer.post('/requests', { kind: 'intake', case_id: kase.id, reason: '扣押物品入库', items: items.map(({ code }) => code) });
  return { ...(await approved(people, drafted)), items };
}

/** An approved loan of some goods in custody of one case. */
export async function approvedLoan(people, count) {
  const { officer } = people;
  const free = (await officer.get('/items?states=in_custody&category=ordinary&limit=500')).rows;
  for (let at = 0; at + count <= free.length; at += count) {
    const items = free.slice(at, at + count);
    const [{ case_id: kase }] = items;
    if (items.some(({ case_id }) => case_id !== kase)) continue;
    const drafted = await officer.post('/requests', {
      kind: 'loan', case_id: kase, reason: '提交鉴定', purpose: 'examination', items: items.map(({ code }) => code),
      starts_at: new Date(Date.now() + 60_000).toISOString(), due_at: new Date(Date.now() + 5 * 86_400_000).toISOString(),
    });
    // Other requests may hold them.
    if ((await officer.get(`/requests/${drafted.id}/blockers`)).length > 0) continue;
    return { ...(await approved(people, drafted)), items };
  }
  throw new Error('nothing in custody can be lent');
}

async function approved({ officer, head, centre }, { id }) {
  await officer.post(`/requests/${id}/submission`);
  let request = await head.post(`/requests/${id}/approval`, { decision: 'approve' });
  if (request.status === 'awaiting_centre_head') request = await centre.post(`/requests/${id}/approval`, { decision: 'approve' });
  return request;
}
