// What the queue needs, and what it reports.
import type { Schemas } from '@/api/client';
import type { SecondCustodian } from '@/parts/second_custodian/secondCustodian';
import type { Call, Scan, Seen, Verdict } from './scans';
import type { ScanStorage } from './storage';

export interface Connection {
  /** Looks a code up, and what carrying it out would be refused for. */
  look: (scan: Pick<Scan, 'code' | 'task' | 'kind' | 'place'>) => Promise<Schemas['ScanView']>;
  send: (call: Call) => Promise<Schemas['LineResultView'][]>;
}

export interface QueueState {
  /** Newest first. */
  scans: readonly Scan[];
  unsent: number;
  /** Since when the server has not answered; null while it does. */
  cutSince: number | null;
  second: SecondCustodian | null;
  /** Whether this tab holds the person's scans; another one may. */
  loaded: boolean;
  /** Whether the device failed to store the last thing it was given: nothing scanned can be kept. */
  unkept: boolean;
}

/** A verdict just given, for the banner and the sound. */
export interface ScanEvent {
  verdict: Verdict;
  code: string;
  scan?: Scan;
  seen?: Seen;
  seq: number;
}

/** The state of a queue whose scans another tab holds, or that has not been loaded. */
export const CLOSED: QueueState = { scans: [], unsent: 0, cutSince: null, second: null, loaded: false, unkept: false };

/** What a queue is made of. */
export interface Given {
  storage: ScanStorage;
  connection: Connection;
  user: string;
  now?: () => number;
  newId?: () => string;
}
