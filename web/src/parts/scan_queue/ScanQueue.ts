// The queue of scans: looks each one up, stores it on the device, sends it after a delay in which it can be undone, and
// retries a call under its Idempotency-Key until the server has answered.
import type { Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import type { SecondCustodian } from '@/parts/second_custodian/secondCustodian';
import { Announcements } from './Announcements';
import { callOf, dueBatch, namedLines, PATIENT, pauseAfter, settledBy, waits } from './calls';
import { addedScan, alreadyScanned, besidesSecond, type Call, type Deed, isOpen, judge, type LineIssue, plainCode, refusedAmong, type Scan, seenIn, standing, type Task, wantsSecond, withSecond } from './scans';
import type { ScanStorage } from './storage';
import { CLOSED, type Given } from './types';

/** Milliseconds before a scan is sent, in which it can be undone. */
export const UNDO_MILLISECONDS = 8_000;
/** Answered scans stay visible for half a day. */
const SHOWN = 12 * 3_600_000;
/** A confirmation this close to its expiry is no longer sent. */
const TOO_LATE = 3_000;
/** A device that takes longer to store something counts as one that cannot. */
const STORE_TIMEOUT = 3_000;
/** Milliseconds between attempts to read the device's storage. */
const LOAD_PAUSE = 5_000;

/** A whole call's refusal, as it stands against each of its lines. */
const issueOf = ({ code, message }: Problem): LineIssue => ({ pointer: '/item', code, detail: message });

export class ScanQueue extends Announcements {
  private readonly given: Required<Given>;
  private scans = new Map<string, Scan>();
  private calls: Call[] = [];
  /** New scans that the device is still storing: not yet taken. */
  private arriving = new Map<string, Scan>();
  private held = new Set<string>();
  private looking = new Set<string>();
  private second: SecondCustodian | null = null;
  private cutSince: number | null = null;
  private failures = 0;
  private pumping: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private latest = 0;
  private unkept = false;
  private open = false;
  private loading: Promise<void> | null = null;

  constructor(given: Given) {
    super(CLOSED);
    this.given = { now: Date.now, newId: () => crypto.randomUUID(), ...given };
  }

  /** The current time, strictly increasing: it orders the scans. */
  private stamp(): number {
    this.latest = Math.max(this.given.now(), this.latest + 0.01);
    return this.latest;
  }

  get user(): string {
    return this.given.user;
  }

  private show(): void {
    const scans = [...this.scans.values()].toSorted((a, b) => b.at - a.at);
    const seen = { scans, unsent: scans.filter(isOpen).length, cutSince: this.cutSince, second: this.second, loaded: true };
    this.announce({ ...(this.open ? seen : CLOSED), unkept: this.unkept });
  }

  /** Restores the stored scans and continues sending; tries again while the device's storage cannot be read. */
  load(): Promise<void> {
    this.loading ??= this.restore().catch(() => {
      this.unkept = true;
      this.show();
      this.loading = null;
      this.timer = setTimeout(() => void this.load(), LOAD_PAUSE);
    });
    return this.loading;
  }

  private async restore(): Promise<void> {
    const { scans, calls } = await this.given.storage.load();
    const mine = scans.filter(({ user }) => user === this.given.user);
    const old = mine.filter((scan) => !isOpen(scan) && scan.at < this.given.now() - SHOWN);
    if (old.length > 0) await this.given.storage.write({ gone: old.map(({ id }) => id) });
    this.scans = new Map(mine.filter((scan) => !old.includes(scan)).map((scan) => [scan.id, scan]));
    this.calls = calls.filter(({ user }) => user === this.given.user).toSorted((a, b) => a.at - b.at);
    this.unkept = false;
    this.open = true;
    this.show();
    void this.pump();
  }

  /** Leaves the stored scans to another tab, once the call on its way is answered. */
  async suspend(): Promise<void> {
    this.open = false;
    this.loading = null;
    clearTimeout(this.timer);
    this.show();
    await this.pumping;
  }

  // Scanning

  /** Adds a scanned code to a task; `known` are the request's lines, for working offline. */
  async take(task: Task, given: string, place: string | null, deed: Deed | null, known?: ReadonlyMap<string, Schemas['RequestLineView']>): Promise<void> {
    const code = plainCode(given);
    if (!this.open) return this.tell(this.unkept ? 'unkept' : 'other_tab', code);
    const before = alreadyScanned([...this.scans.values(), ...this.arriving.values()], task, code, place);
    if (before) return this.tell('again', code, before);
    const line = known?.get(code);
    const seen = line && seenIn(line);
    if (line && line.outcome !== 'pending') return this.tell('again', code, undefined, seen);
    const scan: Scan = {
      id: this.given.newId(),
      user: this.given.user,
      task: task.id,
      kind: task.kind,
      code,
      at: this.stamp(),
      place,
      deed,
      state: 'asked',
      verdict: 'unchecked',
      due: this.given.now() + UNDO_MILLISECONDS,
      listed: line !== undefined,
      seen,
    };
    if (!(await this.keep([scan]))) return;
    if (!(await this.look(scan))) this.tell('unchecked', code, this.scans.get(scan.id));
  }

  /** Adds lines carried out without scanning, once the person has confirmed. */
  async add(task: Task, lines: readonly Schemas['RequestLineView'][], place: string | null, deed: Deed): Promise<void> {
    const now = this.stamp();
    const taken = new Set([...this.scans.values(), ...this.arriving.values()].filter((scan) => scan.task === task.id && isOpen(scan)).map(({ code }) => code));
    const { user, newId } = this.given;
    const scans = lines.filter(({ code }) => !taken.has(code)).map((line, at) => addedScan(line, task, { id: newId(), user, at, now, place, deed }));
    if (await this.keep(scans, this.refusedOf(task.id, new Set(scans.map(({ code }) => code))))) void this.pump();
  }

  /** Takes new scans once the device has stored them; where it cannot, that is said and nothing is taken. */
  private async keep(scans: readonly Scan[], gone: readonly string[] = []): Promise<boolean> {
    const refuse = () => {
      this.unkept = true;
      this.show();
      this.tell('unkept', scans[0]?.code ?? '');
    };
    const slow = setTimeout(refuse, STORE_TIMEOUT);
    for (const scan of scans) this.arriving.set(scan.id, scan);
    const stored = await this.given.storage.write({ scans, gone }).then(() => true, () => false);
    clearTimeout(slow);
    for (const { id } of scans) this.arriving.delete(id);
    if (!stored) {
      refuse();
      return false;
    }
    this.unkept = false;
    for (const id of gone) this.scans.delete(id);
    for (const scan of scans) this.scans.set(scan.id, scan);
    this.show();
    return true;
  }

  private refusedOf(task: string, codes: ReadonlySet<string>, but?: string): string[] {
    return refusedAmong([...this.scans.values()], task, codes, but);
  }

  /** Looks the code up on the server; false when the server cannot be reached. */
  private async look(scan: Scan): Promise<boolean> {
    this.looking.add(scan.id);
    try {
      const view = await this.given.connection.look(scan);
      this.reached();
      const now = this.scans.get(scan.id);
      if (now?.state !== 'asked') return true;
      if (view.place) {
        await this.undo(scan.id);
        this.tell('place', view.place.code);
        return true;
      }
      const judged = this.unlessSeconded({ ...now, ...judge(now, view) });
      // Earlier refusals of the same code are replaced by the new answer.
      await this.put([judged], this.refusedOf(scan.task, new Set([scan.code]), scan.id));
      this.tell(judged.verdict, judged.code, judged);
      return true;
    } catch (error) {
      const problem = Problem.from(error);
      if (waits(problem)) {
        this.missed(problem);
        return false;
      }
      const now = this.scans.get(scan.id);
      if (now) {
        const stopped: Scan = { ...now, state: 'stopped', verdict: 'refused', issues: [issueOf(problem)] };
        await this.put([stopped]);
        this.tell('refused', stopped.code, stopped);
      }
      return true;
    } finally {
      this.looking.delete(scan.id);
      this.wake();
    }
  }

  // Undoing and changing

  /** Removes a scan that has not been sent. */
  async undo(id: string): Promise<boolean> {
    const scan = this.scans.get(id);
    if (!scan || scan.state === 'sending' || scan.state === 'done') return false;
    // Not forgotten before the device has: it would be sent after a reload.
    if (!(await this.write({ gone: [id] }))) return false;
    this.held.delete(id);
    this.scans.delete(id);
    this.show();
    return true;
  }

  /** Moves an item back to its previous place. */
  async moveBack(scan: Scan): Promise<void> {
    if (scan.kind !== 'move' || scan.state !== 'done' || !scan.seen?.place) return;
    const now = this.stamp();
    const back: Scan = { ...scan, id: this.given.newId(), at: now, due: now, place: scan.seen.place, state: 'ready', verdict: 'elsewhere', second: undefined, seen: { ...scan.seen, place: scan.place } };
    if (await this.keep([back])) void this.pump();
  }

  /** Holds a scan back while a person inspects it. */
  hold(id: string, holding: boolean): void {
    if (holding) this.held.add(id);
    else this.held.delete(id);
    this.wake();
  }

  /** Changes the outcome or place of a scan, to be sent now. */
  async amend(id: string, change: { deed?: Deed | null; place?: string | null }): Promise<void> {
    const scan = this.scans.get(id);
    if (!scan || scan.state === 'sending' || scan.state === 'done' || scan.state === 'stopped') return;
    this.held.delete(id);
    const due = this.given.now();
    if (scan.state === 'asked') await this.put([{ ...scan, ...change, due }]);
    else {
      // What is given is judged by the server; only a second custodian is still waited for.
      const others = new Set(besidesSecond(scan));
      const awaited = (scan.issues ?? []).filter((issue) => !others.has(issue));
      await this.put([this.unlessSeconded({ ...scan, ...change, ...standing(awaited, 'here'), due })]);
    }
    void this.pump();
  }

  /** Sends everything that can be sent now. */
  async sendNow(): Promise<void> {
    const now = this.given.now();
    await this.put([...this.scans.values()].filter((scan) => isOpen(scan) && scan.due > now).map((scan) => ({ ...scan, due: now })));
    this.failures = 0;
    await this.pump();
  }

  /** Continues with what was waiting for the second custodian. */
  async confirmed(second: SecondCustodian): Promise<void> {
    this.second = second;
    const due = this.given.now();
    const waiting = [...this.scans.values()].filter(wantsSecond);
    await this.put(waiting.map((scan) => ({ ...withSecond(scan), due })));
    void this.pump();
  }

  /** Drops an expired or unwanted confirmation. */
  unconfirmed(): void {
    this.second = null;
    this.show();
  }

  /** A confirmation that is still valid covers a scan that wants one. */
  private unlessSeconded(scan: Scan): Scan {
    return this.seconded && wantsSecond(scan) ? withSecond(scan) : scan;
  }

  private get seconded(): SecondCustodian | null {
    return this.second && this.second.until - this.given.now() > TOO_LATE ? this.second : null;
  }

  // Sending

  /** Changes scans that are stored already: should this change be lost, a reload asks the server again under the same key. */
  private async put(scans: readonly Scan[], gone: readonly string[] = [], answered: readonly string[] = []): Promise<void> {
    for (const scan of scans) this.scans.set(scan.id, scan);
    for (const id of gone) this.scans.delete(id);
    this.show();
    await this.write({ scans, gone, answered });
  }

  private async write(change: Parameters<ScanStorage['write']>[0]): Promise<boolean> {
    const stored = await this.given.storage.write(change).then(() => true, () => false);
    if (this.unkept === stored) {
      this.unkept = !stored;
      this.show();
    }
    return stored;
  }

  /** Retries at once: the browser reports the network is back. */
  reconnect(): void {
    this.failures = 0;
    void this.pump();
  }

  /** Sends what is due, one call at a time. */
  pump(): Promise<void> {
    if (!this.open) return Promise.resolve();
    clearTimeout(this.timer);
    this.pumping ??= this.work()
      .catch(() => undefined)
      .finally(() => {
        this.pumping = null;
        this.wake();
      });
    return this.pumping;
  }

  private async work(): Promise<void> {
    while (this.open) {
      const call = this.calls[0] ?? (await this.gather());
      if (call === 'unkept') return;
      if (call) {
        if (!(await this.send(call))) return;
        continue;
      }
      const asked = [...this.scans.values()].filter((scan) => scan.state === 'asked' && !this.looking.has(scan.id)).toSorted((a, b) => a.at - b.at)[0];
      if (!asked) return;
      if (!(await this.look(asked))) return;
    }
  }

  /** The next call: everything due of one task, stored on the device before it is sent. */
  private async gather(): Promise<Call | 'unkept' | null> {
    const now = this.given.now();
    const batch = dueBatch([...this.scans.values()].filter(({ id }) => !this.held.has(id)), now);
    const first = batch[0];
    if (!first) return null;
    const call = callOf(batch, first, { id: this.given.newId(), at: now, token: first.second ? this.seconded?.token : undefined });
    const sending = batch.map((scan): Scan => ({ ...scan, state: 'sending', call: call.id }));
    for (const scan of sending) this.scans.set(scan.id, scan);
    // Without its key on the device a reload would send the same scans as another call.
    if (!(await this.write({ scans: sending, calls: [call] }))) {
      for (const scan of batch) this.scans.set(scan.id, scan);
      this.failures += 1;
      this.show();
      return 'unkept';
    }
    this.calls.push(call);
    this.show();
    return call;
  }

  /** Sends a call; false when it is unknown whether it arrived. */
  private async send(call: Call): Promise<boolean> {
    let results: Schemas['LineResultView'][];
    try {
      results = await this.given.connection.send(call);
      this.reached();
    } catch (error) {
      const problem = Problem.from(error);
      if (waits(problem)) {
        this.missed(problem);
        return false;
      }
      await this.turnedAway(call, problem);
      return true;
    }
    await this.settle(call, (at) => results[at]?.issues);
    return true;
  }

  /** The whole call was refused, so nothing happened: the named lines are refused, the others are sent again without them. */
  private async turnedAway(call: Call, problem: Problem): Promise<void> {
    const named = namedLines(problem, call);
    if (named.size === 0) return this.settle(call, () => [issueOf(problem)]);
    return this.settle(call, (at) => named.get(at), 'ready');
  }

  private async settle(call: Call, issuesOf: (at: number) => LineIssue[] | undefined, otherwise: 'done' | 'ready' = 'done'): Promise<void> {
    const settled = settledBy(call, this.scans, issuesOf, { otherwise, seconded: this.seconded !== null, now: this.given.now() });
    this.calls = this.calls.filter(({ id }) => id !== call.id);
    await this.put(settled, [], [call.id]);
    const refused = settled.find(({ state }) => state === 'refused');
    if (refused) this.tell(refused.verdict, refused.code, refused);
    this.announceAnswer(call.task);
  }

  private reached(): void {
    this.failures = 0;
    if (this.cutSince === null) return;
    this.cutSince = null;
    this.show();
    void this.pump();
  }

  private missed(problem: Problem): void {
    this.failures = problem.status === 401 ? PATIENT : this.failures + 1;
    this.cutSince ??= this.given.now();
    this.show();
    this.wake();
  }

  /** Sets the timer for the next due scan or call. */
  private wake(): void {
    if (!this.open || this.pumping) return;
    clearTimeout(this.timer);
    const now = this.given.now();
    const open = [...this.scans.values()].filter((scan) => (scan.state === 'ready' && !this.held.has(scan.id)) || (scan.state === 'asked' && !this.looking.has(scan.id)));
    const dues = open.map(({ due }) => due);
    if (this.calls.length > 0) dues.push(now);
    if (dues.length === 0) return;
    this.timer = setTimeout(() => void this.pump(), Math.max(Math.min(...dues) - now, pauseAfter(this.failures), 0));
  }
}
