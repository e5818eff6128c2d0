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
  full = false;
  slow = 0;
  load = async () => {
    this.refuseWhenFull();
    return structuredClone({ scans: [...this.scans.values()], calls: [...this.calls.values()] });
  };
  private refuseWhenFull() {
    if (this.full) throw new DOMException('no space', 'QuotaExceededError');
  }
  write: ScanStorage['write'] = async ({ scans = [], calls = [], gone = [], answered = [] }) => {
    if (this.slow > 0) await new Promise((go) => setTimeout(go, this.slow));
    this.refuseWhenFull();
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

  look = vi.fn(async ({ code }: Pick<Scan, 'code'>) => {
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
        return { item, done: code === undefined, issues: code ? [{ pointer: '/item', code, detail: code }] : [] };
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

  test("what is refused because somebody else is signed in waits for its owner", async () => {
    const queue = await open();
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    server.whole = new Problem(409, { code: 'other_person_signed_in' });
    await pass(UNDO_MILLISECONDS + 500);
    expect(states(queue)).toEqual(['AAA sending']);
    expect(server.done).toEqual([]);
    await pass(60_000);
    expect(server.done).toEqual(['AAA']);
    expect(new Set(server.keys).size).toBe(1);
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
    expect(refused).toMatchObject({ state: 'refused', verdict: 'refused', issues: [{ code: 'place_wrong' }] });
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

describe('a device that cannot keep anything', () => {
  const listening = (queue: ScanQueue) => {
    const told: string[] = [];
    queue.onEvent(({ verdict, code }) => told.push(`${verdict} ${code}`));
    return told;
  };

  test('says so at once and lastingly, and takes no scan', async () => {
    const queue = await open();
    const told = listening(queue);
    memory.full = true;
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    expect(told).toEqual(['unkept AAA']);
    expect(queue.read()).toMatchObject({ scans: [], unsent: 0, unkept: true });
    await pass(UNDO_MILLISECONDS * 10);
    expect(server.keys).toEqual([]);
    expect(queue.read().unkept).toBe(true);
  });

  test('takes the same scan once there is room again', async () => {
    const queue = await open();
    memory.full = true;
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    memory.full = false;
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    expect(queue.read().unkept).toBe(false);
    await pass(UNDO_MILLISECONDS);
    expect(server.done).toEqual(['AAA']);
  });

  test('carries out nothing by hand either', async () => {
    const queue = await open();
    const told = listening(queue);
    memory.full = true;
    await queue.add(INTAKE, [{ code: 'AAA', item_id: 'AAA', name: 'AAA', category: 'ordinary', pieces: 1, unit: '件', place_code: null } as unknown as Schemas['RequestLineView']], 'A-1', TAKEN);
    expect(told).toEqual(['unkept AAA']);
    expect(queue.read().scans).toEqual([]);
  });

  test('sends nothing whose key it cannot keep, and sends it once it can', async () => {
    const queue = await open();
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    memory.full = true;
    await pass(UNDO_MILLISECONDS * 2);
    expect(server.keys).toEqual([]);
    expect(queue.read()).toMatchObject({ unsent: 1, unkept: true });
    memory.full = false;
    await pass(60_000);
    expect(server.done).toEqual(['AAA']);
    expect(queue.read()).toMatchObject({ unsent: 0, unkept: false });
  });

  test('does not take a scan back when it would return after a reload', async () => {
    const queue = await open();
    await queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    memory.full = true;
    expect(await queue.undo(newest(queue).id)).toBe(false);
    expect(queue.read().scans).toHaveLength(1);
  });

  test('an answer it cannot note is asked for again after a reload, under the same key', async () => {
    const first = await open();
    await first.take(INTAKE, 'AAA', 'A-1', TAKEN);
    const { send } = server;
    server.send = async (call) => {
      memory.full = true;
      return send(call);
    };
    await pass(UNDO_MILLISECONDS + 100);
    expect(first.read()).toMatchObject({ unsent: 0, unkept: true });
    vi.clearAllTimers();
    memory.full = false;
    server.send = send;
    const queue = await open();
    await pass(100);
    expect(new Set(server.keys).size).toBe(1);
    expect(server.done).toEqual(['AAA']);
    expect(states(queue)).toEqual(['AAA done']);
  });

  test('one that takes long has not taken the scan until it is stored', async () => {
    const queue = await open();
    const told = listening(queue);
    memory.slow = 4_000;
    const taken = queue.take(INTAKE, 'AAA', 'A-1', TAKEN);
    await pass(3_500);
    expect(told).toEqual(['unkept AAA']);
    expect(queue.read()).toMatchObject({ scans: [], unkept: true });
    memory.slow = 0;
    await pass(1_000);
    await taken;
    expect(queue.read()).toMatchObject({ unkept: false, unsent: 1 });
  });

  test('one that cannot be read at first is read later', async () => {
    const before = await open();
    await before.take(INTAKE, 'AAA', 'A-1', TAKEN);
    vi.clearAllTimers();
    memory.full = true;
    const queue = await open();
    const told = listening(queue);
    expect(queue.read()).toMatchObject({ loaded: false, unkept: true });
    await queue.take(INTAKE, 'BBB', 'A-1', TAKEN);
    expect(told).toEqual(['unkept BBB']);
    memory.full = false;
    await pass(6_000);
    expect(queue.read()).toMatchObject({ loaded: true, unkept: false });
    expect(queue.read().scans.map(({ code }) => code)).toEqual(['AAA']);
  });
});

test('scans handed to another tab are shown and sent there only', async () => {
  const here = await open();
  await here.take(INTAKE, 'AAA', 'A-1', TAKEN);
  await here.suspend();
  const told: string[] = [];
  here.onEvent(({ verdict }) => told.push(verdict));
  await here.take(INTAKE, 'BBB', 'A-1', TAKEN);
  expect(told).toEqual(['other_tab']);
  expect(here.read()).toMatchObject({ scans: [], loaded: false });
  const there = await open();
  await pass(UNDO_MILLISECONDS * 2);
  expect(server.done).toEqual(['AAA']);
  await there.suspend();
  await here.load();
  expect(states(here)).toEqual(['AAA done']);
});
