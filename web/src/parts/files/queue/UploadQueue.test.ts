import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '@/api/problem';
import { PART, UploadQueue } from './UploadQueue';
import { type Caption, type Subject, type Upload, type UploadConnection, type UploadStorage } from './uploads';

const CUT = new Problem(0, {});
const SUBJECT: Subject = { subject: 'item', subject_id: 'item-1' };
const CAPTION: Caption = { maker: 'me' };

class Memory implements UploadStorage {
  uploads = new Map<string, Upload>();
  full = false;
  load = async (user: string) => [...this.uploads.values()].filter((upload) => upload.user === user);
  keep = async (uploads: readonly Upload[]) => {
    if (this.full) throw new DOMException('no space', 'QuotaExceededError');
    for (const upload of uploads) this.uploads.set(upload.id, upload);
  };
  forget = async (id: string) => void this.uploads.delete(id);
}

/** A centre that keeps what comes, and whose line can be cut before a call, or after one. */
class Centre implements UploadConnection {
  announced = new Map<string, { sha256: string; size: number }>();
  parts = new Map<string, Blob>();
  calls: string[] = [];
  cut: 'never' | 'before' = 'never';
  refusal: Problem | null = null;
  /** The call whose answer is lost, by its number. */
  lost = 0;

  private called(what: string) {
    if (this.cut === 'before') throw CUT;
    this.calls.push(what);
    if (this.refusal) throw this.refusal;
  }
  private answer<T>(answer: T): T {
    if (this.calls.length === this.lost) throw CUT;
    return answer;
  }
  private stand(file: string) {
    const bytes = this.parts.get(file)?.size ?? 0;
    return { bytes, whole: bytes === this.announced.get(file)?.size };
  }
  announce = async (upload: Upload, sha256: string) => {
    this.called('announce');
    this.announced.set(`file-${upload.id}`, { sha256, size: upload.content.size });
    return this.answer(`file-${upload.id}`);
  };
  received = async (file: string) => {
    this.called('received');
    return this.answer(this.stand(file));
  };
  send = async (file: string, offset: number, part: Blob) => {
    this.called(`send ${offset}`);
    const had = this.parts.get(file) ?? new Blob([]);
    if (offset !== had.size) throw new Error(`a part at ${offset} and not at ${had.size}`);
    this.parts.set(file, new Blob([had, part]));
    return this.answer(this.stand(file));
  };
}

let memory: Memory;
let centre: Centre;
const open = async (user = 'me') => {
  const queue = new UploadQueue({ storage: memory, connection: centre, user, hash: async ({ size }) => `hash of ${size}`, alone: (work) => work() });
  await queue.load();
  return queue;
};
const picture = (bytes: number) => ({ subject: SUBJECT, caption: CAPTION, name: 'a.jpg', content: new Blob([new Uint8Array(bytes).fill(7)]) });
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const settled = async (done: () => boolean) => {
  for (let turn = 0; turn < 200 && !done(); turn += 1) await pass(1);
  expect(done()).toBe(true);
};

beforeEach(() => {
  vi.useFakeTimers();
  memory = new Memory();
  centre = new Centre();
});
afterEach(() => void vi.useRealTimers());

test('a picture is hashed, announced, sent in parts, and leaves the device when the centre has it', async () => {
  const queue = await open();
  const arrived: string[] = [];
  queue.onSettled(({ name }) => arrived.push(name));
  await queue.add([picture(PART + 10)]);
  expect(memory.uploads.size).toBe(1);
  await settled(() => arrived.length === 1);
  expect(centre.calls).toEqual(['announce', 'send 0', `send ${PART}`]);
  expect([...centre.announced.values()]).toEqual([{ sha256: `hash of ${PART + 10}`, size: PART + 10 }]);
  expect([queue.read().length, memory.uploads.size]).toEqual([0, 0]);
});

test('after a cut it goes on where the centre stands, and sends nothing twice', async () => {
  const queue = await open();
  centre.lost = 2;
  await queue.add([picture(3 * PART)]);
  await settled(() => queue.read().some(({ state }) => state === 'cut'));
  expect(memory.uploads.size).toBe(1);
  await pass(20_000);
  await settled(() => queue.read().length === 0);
  expect(centre.calls).toEqual(['announce', 'send 0', 'received', `send ${PART}`, `send ${2 * PART}`]);
  expect([...centre.parts.values()].map(({ size }) => size)).toEqual([3 * PART]);
});

test('a closed page loses nothing: the next one sends it, in the same name only', async () => {
  centre.cut = 'before';
  const first = await open();
  await first.add([picture(10)]);
  await settled(() => first.read().some(({ state }) => state === 'cut'));
  vi.clearAllTimers();
  centre.cut = 'never';
  const other = await open('somebody else');
  await pass(1_000);
  expect([other.read().length, centre.calls.length]).toEqual([0, 0]);
  const again = await open();
  await settled(() => again.read().length === 0 && memory.uploads.size === 0);
  expect(centre.calls).toEqual(['announce', 'send 0']);
});

test('what another tab has sent is not sent again', async () => {
  centre.cut = 'before';
  const one = await open();
  await one.add([picture(10)]);
  await settled(() => one.read().some(({ state }) => state === 'cut'));
  centre.cut = 'never';
  const other = await open();
  await settled(() => memory.uploads.size === 0);
  one.retry();
  await settled(() => one.read().length === 0 && other.read().length === 0);
  expect(centre.calls).toEqual(['announce', 'send 0']);
});

test('a refused file stays with its reason until it is removed, and does not hold up the others', async () => {
  const queue = await open();
  centre.refusal = new Problem(422, { code: 'validation' });
  await queue.add([picture(10)]);
  await settled(() => queue.read().some(({ state }) => state === 'refused'));
  centre.refusal = null;
  await queue.add([picture(20)]);
  await settled(() => queue.read().length === 1);
  const [left] = queue.read();
  expect(left?.problem?.status).toBe(422);
  await queue.remove(left?.upload.id ?? '');
  expect([queue.read().length, memory.uploads.size]).toEqual([0, 0]);
});

test('a centre without room keeps a picture waiting, and it goes on when there is some', async () => {
  const queue = await open();
  centre.refusal = new Problem(507, { code: 'store_full' });
  await queue.add([picture(10)]);
  await settled(() => queue.read().some(({ state }) => state === 'cut'));
  expect(queue.read()[0]?.problem?.code).toBe('store_full');
  centre.refusal = null;
  await pass(2_000);
  await settled(() => queue.read().length === 0 && memory.uploads.size === 0);
});

test('a device without room says so at once, and nothing is pretended', async () => {
  const queue = await open();
  memory.full = true;
  await expect(queue.add([picture(10)])).rejects.toThrow('no space');
  expect(queue.read()).toEqual([]);
});
