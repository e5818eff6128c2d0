// Who is told what about the queue: its state, each verdict, each answer of the server.
import type { Scan, Seen, Verdict } from './scans';
import type { QueueState, ScanEvent } from './types';

export class Announcements {
  private listeners = new Set<() => void>();
  private answered = new Set<(task: string) => void>();
  private told = new Set<(event: ScanEvent) => void>();
  private seq = 0;

  constructor(private state: QueueState) {}

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => void this.listeners.delete(changed);
  };

  readonly read = (): QueueState => this.state;

  /** Calls `listener` with the task when the server has answered a call. */
  onAnswer(listener: (task: string) => void): () => void {
    this.answered.add(listener);
    return () => void this.answered.delete(listener);
  }

  /** Calls `listener` with each verdict. */
  onEvent(listener: (event: ScanEvent) => void): () => void {
    this.told.add(listener);
    return () => void this.told.delete(listener);
  }

  protected announce(state: QueueState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }

  protected announceAnswer(task: string): void {
    for (const listener of this.answered) listener(task);
  }

  protected tell(verdict: Verdict, code: string, scan?: Scan, seen: Seen | undefined = scan?.seen): void {
    this.seq += 1;
    for (const listener of this.told) listener({ verdict, code, scan, seen, seq: this.seq });
  }
}
