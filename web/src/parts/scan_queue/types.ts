// What the queue needs, and what it reports.
import type { Schemas } from '@/api/client';
import type { SecondCustodian } from '@/parts/second_custodian/secondCustodian';
import type { Call, Scan, Seen, Verdict } from './scans';

export interface Connection {
  look: (code: string) => Promise<Schemas['ScanView']>;
  send: (call: Call) => Promise<Schemas['LineResultView'][]>;
}

export interface QueueState {
  /** Newest first. */
  scans: readonly Scan[];
  unsent: number;
  /** Since when the server has not answered; null while it does. */
  cutSince: number | null;
  second: SecondCustodian | null;
  loaded: boolean;
}

/** A verdict just given, for the banner and the sound. */
export interface ScanEvent {
  verdict: Verdict;
  code: string;
  scan?: Scan;
  seen?: Seen;
  seq: number;
}
