// Sends photographs and scans one after the other, from the device's storage, and goes on where a cut line has left off.
import { Problem } from '@/api/problem';
import type { Progress, Received, Standing, Upload, UploadConnection, UploadStorage } from './uploads';

/** Bytes in one call. */
export const PART = 2 * 1024 * 1024;
/** Milliseconds until a failed call is tried again. */
const PAUSES = [1_000, 4_000, 15_000];

/** Whether the same upload goes through later: when the line is back, or when its owner has signed in again. */
const waits = (problem: Problem): boolean => problem.passing || problem.status === 401 || problem.code === 'other_person_signed_in' || problem.code === 'file_part_elsewhere';

const WAITING: Progress = { state: 'waiting', sent: 0, problem: null };

interface Given {
  storage: UploadStorage;
  connection: UploadConnection;
  user: string;
  hash: (content: Blob) => Promise<string>;
  /** Does something while no other tab does. */
  alone: (work: () => Promise<void>) => Promise<void>;
}

export class UploadQueue {
  private standings: readonly Standing[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly settled = new Set<(upload: Upload) => void>();
  private running = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly given: Given) {}

  get user(): string {
    return this.given.user;
  }

  readonly read = (): readonly Standing[] => this.standings;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => void this.listeners.delete(changed);
  };

  /** Calls `listener` with each upload that the centre has whole or has refused. */
  onSettled(listener: (upload: Upload) => void): () => void {
    this.settled.add(listener);
    return () => void this.settled.delete(listener);
  }

  /** Takes up what an earlier page has left. */
  async load(): Promise<void> {
    const known = new Set(this.standings.map(({ upload }) => upload.id));
    const left = (await this.given.storage.load(this.user)).filter(({ id }) => !known.has(id));
    this.set([...this.standings, ...left.map((upload) => ({ upload, ...WAITING }))]);
    void this.run();
  }

  /** Keeps files on the device and sends them; rejects when the device cannot keep them. */
  async add(files: readonly Pick<Upload, 'subject' | 'caption' | 'name' | 'content'>[]): Promise<void> {
    const uploads = files.map((file) => ({ ...file, id: crypto.randomUUID(), user: this.user, sha256: null, file: null }));
    await this.given.storage.keep(uploads);
    this.set([...this.standings, ...uploads.map((upload) => ({ upload, ...WAITING }))]);
    void this.run();
  }

  /** Tries again now: the line is back, or a person wants it. */
  readonly retry = (): void => {
    clearTimeout(this.timer);
    this.failures = 0;
    this.set(this.standings.map((standing) => (standing.state === 'cut' ? { ...standing, state: 'waiting', problem: null } : standing)));
    void this.run();
  };

  /** Takes back what was refused or has not been sent; what was announced stays announced. */
  async remove(id: string): Promise<void> {
    await this.given.storage.forget(id);
    this.set(this.standings.filter(({ upload }) => upload.id !== id));
  }

  private set(standings: readonly Standing[]): void {
    this.standings = standings;
    for (const listener of this.listeners) listener();
  }

  private note(id: string, change: Partial<Standing>): void {
    this.set(this.standings.map((standing) => (standing.upload.id === id ? { ...standing, ...change } : standing)));
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let next = this.next(); next; next = this.next()) await this.sendOne(next.upload);
    } finally {
      this.running = false;
    }
  }

  private next(): Standing | undefined {
    return this.standings.find(({ state }) => state === 'waiting');
  }

  private async sendOne(upload: Upload): Promise<void> {
    try {
      await this.given.alone(async () => {
        // Another tab may have sent it, or a part of it.
        const kept = (await this.given.storage.load(this.user)).find(({ id }) => id === upload.id);
        if (kept) await this.carry(kept);
      });
      this.failures = 0;
      await this.remove(upload.id);
      for (const listener of this.settled) listener(upload);
    } catch (error) {
      this.fail(upload, Problem.from(error));
    }
  }

  private async carry(upload: Upload): Promise<void> {
    this.note(upload.id, { state: 'sending' });
    const sha256 = upload.sha256 ?? (await this.given.hash(upload.content));
    const file = upload.file ?? (await this.given.connection.announce(upload, sha256));
    await this.given.storage.keep([{ ...upload, sha256, file }]);
    // What was acknowledged before a cut need not go again.
    let received: Received = upload.file === null ? { bytes: 0, whole: false } : await this.given.connection.received(file);
    while (!received.whole) {
      const part = upload.content.slice(received.bytes, received.bytes + PART);
      received = await this.given.connection.send(file, received.bytes, part);
      this.note(upload.id, { sent: received.bytes });
    }
  }

  private fail(upload: Upload, problem: Problem): void {
    if (!waits(problem)) {
      this.note(upload.id, { state: 'refused', problem });
      for (const listener of this.settled) listener(upload);
      return;
    }
    // Nothing else gets through either: all of it waits.
    this.set(this.standings.map((standing) => (standing.state === 'refused' ? standing : { ...standing, state: 'cut', problem })));
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.resume(), pause);
  }

  private resume(): void {
    this.set(this.standings.map((standing) => (standing.state === 'cut' ? { ...standing, state: 'waiting' } : standing)));
    void this.run();
  }
}
