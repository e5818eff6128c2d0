import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { ScanQueue, UNDO_MILLISECONDS } from './ScanQueue';
import type { Call, Scan, Task } from './scans';
import type { ScanStorage } from './storage';
import type { Connection } from './types';

const INTAKE: Task = { id: 'request-1', kind: 'intake' };
const MOVE: Task = { id: 'move', kind: 'move' };
const TAKEN = { outcome: 'accepted' } as const;
const CUT = new Problem(0, {});

/** The device's storage; survives the queue. */
class Memory implements ScanStorage {
  scans = new Map<string, Scan>();
  calls = new Map<string, Call>();
  load = async () => structuredClone({ scans: [...this.scans.values()], calls: [...this.calls.values()] });
  write: ScanStorage['write'] = async ({ scans = [], calls = [], gone = [], answered = [] }) => {
    for (const scan of scans) this.scans.set(scan.id, structuredClone(scan));
    for (const call of calls) this.calls.set(call.id, structuredClone(call));
    for (const id of gone) this.scans.delete(id);
    for (const id of answered) this.calls.delete(id);
  };
}

/** A server that executes a call once per key, and can be cut off before or after it. */
class Server implements Connection {
  cut: 'never' | 'before' | 'after' = 'never';
  done: string[] = [];
  keys: string[] = [];
  refusals: Record<string, string> = {};
  whole: Problem | null = null;
  private readonly answers = new Map<string, Schemas['LineResultView'][]>();

  look = vi.fn(async (code: string) => {
    if (this.cut === 'before') throw CUT;
    const item = { id: `item-${code}`, name: `name ${code}`, category: 'ordinary', pieces: 1, unit: '件', place_code: 'A-1' };
    return { outcome: 'found', item, hold: { request_id: INTAKE.id, number: 'RK-1', kind: 'intake', status: 'approved' }, actions: ['receive', 'move'] } as unknown as Schemas['ScanView'];
  });

  send = async (call: Call) => {
    this.keys.push(call.id);
    if (this.cut === 'before') throw CUT;
    const { whole } = this;
    this.whole = null;
    if (whole) throw whole;
    const lines = 'moves' in call.body ? call.body.moves : call.body.lines;
    const answer =
      this.answers.get(call.id) ??
      lines.map(({ item }) => {
        const wanted = this.refusals[item];
        const code = wanted === 'second_custodian_needed' && call.body.confirmation ? undefined : wanted;
        if (code === undefined) this.done.push(item);
        return { item, done: code === undefined, ...(code ? { refusal: { code, detail: code } } : {}) };
      });
    this.answers.set(call.id, answer);
    if (this.cut === 'after') throw CUT;
    return answer;
  };
}

let memory: Memory;
let server: Server;
const open = async () => {
  const queue = new ScanQueue({ storage: memory, connection: server, user: 'me' });
  await queue.load();
  return queue;
};
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const states = (queue: ScanQueue) => queue.read().scans.map(({ code, state }) => `${code} ${state}`);

const newest = (queue: ScanQueue): Scan => {
  const [scan] = queue.read().scans;
  if (!scan) throw new Error('nothing was scanned');
  return scan;
};

beforeEach(() => {
  vi.useFakeTimers();
  memory = new Memory();
  server = new Server();
});
afterEach(() => void vi.useRealTimers());

describe('sending', () => {
  test('a scan waits for second thoughts, then goes', async () => {
    const queue = await open();
    await queue.take(INTAKE, 'aaaa-aaaaa-aaaaa-a', 'A-1', TAKEN);
    expect(states(queue)).toEqual(['AAAAAAAAAAAAAAA ready']);
    await pass(UNDO_MILLISECONDS - 100);
    expect(server.done).toEqual([]);
    await pass(200);
    expect(server.done).toEqual(['AAAAAAAAAAAAAAA']);
    expect(states(queue)).toEqual(['AAAAAAAAAAAAAAA done']);
    expect(memory.calls.size).toBe(0);
  });

  test('what was taken back never goes, and can be scanned again', async () => {
    const queue = await open();
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    expect(await queue.undo(newest(queue).id)).toBe(true);
    await pass(UNDO_MILLISECONDS * 2);
    expect(server.keys).toEqual([]);
    expect(memory.scans.size).toBe(0);
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    await pass(UNDO_MILLISECONDS);
    expect(server.done).toEqual(['AAA']);
    expect(await queue.undo(newest(queue).id)).toBe(false);
  });

  test('a second look at the same label does nothing', async () => {
    const queue = await open();
    const told: string[] = [];
    queue.onEvent(({ verdict }) => told.push(verdict));
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    await pass(UNDO_MILLISECONDS);
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    expect(told).toEqual(['here', 'again', 'again']);
    expect(server.done).toEqual(['AAA']);
  });

  test('while somebody looks at a scan it is not sent', async () => {
    const queue = await open();
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    const { id } = newest(queue);
    queue.hold(id, true);
    await pass(UNDO_MILLISECONDS * 5);
    expect(server.keys).toEqual([]);
    await queue.amend(id, { deed: { outcome: 'refused', reason: 'broken' } });
    await pass(10);
    expect(server.done).toEqual(['AAA']);
  });
});

describe('a cut line', () => {
  test('scans made without a network are looked up and sent by themselves, once', async () => {
    const queue = await open();
    server.cut = 'before';
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    await queue.take(INTAKE, 'BBB', 'A-1', TAKEN);
    await pass(60_000);
    expect(queue.read()).toMatchObject({ unsent: 2 });
    expect(queue.read().cutSince).not.toBeNull();
    server.cut = 'never';
    queue.reconnect();
    await pass(100);
    expect(server.done.toSorted()).toEqual(['AAA', 'BBB']);
    expect(queue.read()).toMatchObject({ unsent: 0, cutSince: null });
  });

  test('an answer that got lost is asked for again under the same key', async () => {
    const queue = await open();
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    server.cut = 'after';
    await pass(UNDO_MILLISECONDS + 500);
    expect(states(queue)).toEqual(['AAA sending']);
    server.cut = 'never';
    await pass(60_000);
    expect(new Set(server.keys).size).toBe(1);
    expect(server.keys.length).toBeGreaterThan(1);
    expect(server.done).toEqual(['AAA']);
    expect(states(queue)).toEqual(['AAA done']);
  });

  test('so does a call whose tab was closed in the middle', async () => {
    const first = await open();
    await first.take(INTAKE, 'AAA', 'A-1', TAKEN);
    server.cut = 'after';
    await pass(UNDO_MILLISECONDS + 500);
    vi.clearAllTimers();
    server.cut = 'never';
    const queue = await open();
    await pass(100);
    expect(new Set(server.keys).size).toBe(1);
    expect(server.done).toEqual(['AAA']);
    expect(states(queue)).toEqual(['AAA done']);
  });

  test("another person's session sends none of it", async () => {
    const mine = await open();
    server.cut = 'before';
    await mine.take(INTAKE, 'AAA', 'A-1', TAKEN);
    vi.clearAllTimers();
    server.cut = 'never';
    const theirs = new ScanQueue({ storage: memory, connection: server, user: 'other' });
    await theirs.load();
    await pass(60_000);
    expect(theirs.read().scans).toEqual([]);
    expect(server.done).toEqual([]);
    expect(memory.scans.size).toBe(1);
  });

  test('a call the server never answers waits longer each time', async () => {
    const queue = await open();
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    server.cut = 'before';
    await pass(120_000);
    expect(server.keys.length).toBeLessThan(10);
    expect(states(queue)).toEqual(['AAA sending']);
  });
});

describe('refusals', () => {
  test('one line is refused with its reason, the others go through', async () => {
    const queue = await open();
    server.refusals = { BBB: 'place_wrong' };
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    await queue.take(INTAKE, 'BBB', 'A-1', TAKEN);
    await queue.sendNow();
    const refused = queue.read().scans.find(({ code }) => code === 'BBB');
    expect(refused).toMatchObject({ state: 'refused', verdict: 'elsewhere', refusal: { code: 'place_wrong' } });
    expect(server.done).toEqual(['AAA']);
    server.refusals = {};
    await queue.take(INTAKE, 'BBB', 'B-1', TAKEN);
    await queue.sendNow();
    expect(server.done).toEqual(['AAA', 'BBB']);
    expect(states(queue).toSorted()).toEqual(['AAA done', 'BBB done']);
  });

  test('a refused call leaves the lines it does not name to go again', async () => {
    const queue = await open();
    server.whole = new Problem(422, { code: 'field_invalid', errors: [{ pointer: '/lines/1/corrected/pieces', code: 'field_invalid', detail: 'no' }] });
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    await pass(1);
    await queue.take(INTAKE, 'BBB', 'A-1', TAKEN);
    await queue.sendNow();
    expect(server.done).toEqual(['AAA']);
    expect(states(queue)).toEqual(['BBB refused', 'AAA done']);
    expect(new Set(server.keys).size).toBe(2);
  });

  test('a valuable goes on once the second custodian has confirmed, and so does the next one', async () => {
    const queue = await open();
    server.refusals = { AAA: 'second_custodian_needed', BBB: 'second_custodian_needed' };
    await queue.take(INTAKE, 'AAA', 'V-1', TAKEN);
    await queue.sendNow();
    expect(states(queue)).toEqual(['AAA refused']);
    await queue.confirmed({ name: '江', token: 'token', until: Date.now() + 120_000 });
    await pass(10);
    await queue.take(INTAKE, 'BBB', 'V-1', TAKEN);
    await queue.sendNow();
    expect(server.done).toEqual(['AAA', 'BBB']);
    await pass(125_000);
    server.refusals = { CCC: 'second_custodian_needed' };
    await queue.take(INTAKE, 'CCC', 'V-1', TAKEN);
    await queue.sendNow();
    expect(states(queue)[0]).toBe('CCC refused');
  });
});

describe('moves', () => {
  test('what already lies there is not sent; what lies elsewhere is moved, and can be moved back', async () => {
    const queue = await open();
    const told: string[] = [];
    queue.onEvent(({ verdict }) => told.push(verdict));
    await queue.take(MOVE, 'AAA', 'A-1', null);
    await queue.take(MOVE, 'BBB', 'B-2', null);
    await queue.sendNow();
    expect(told).toEqual(['here', 'elsewhere']);
    expect(server.done).toEqual(['BBB']);
    await queue.moveBack(newest(queue));
    await pass(10);
    expect(queue.read().scans[0]).toMatchObject({ code: 'BBB', place: 'A-1', state: 'done' });
    expect(server.done).toEqual(['BBB', 'BBB']);
  });
});

test('lines left can be carried out at once, without those already on their way', async () => {
  const queue = await open();
  await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
  const lines = ['AAA', 'BBB', 'CCC'].map((code) => ({ code, item_id: code, name: code, category: 'ordinary', pieces: 1, unit: '件', place_code: null }) as unknown as Schemas['RequestLineView']);
  await queue.add(INTAKE, lines, 'A-1', TAKEN);
  await pass(UNDO_MILLISECONDS);
  expect(server.done.toSorted()).toEqual(['AAA', 'BBB', 'CCC']);
});
