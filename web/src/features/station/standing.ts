// What the queue is told and what it tells.
import type { Schemas } from '@/api/client';
import type { Call, Scan, Seen, Verdict } from './scans';

export interface Line {
  look: (code: string) => Promise<Schemas['ScanView']>;
  send: (call: Call) => Promise<Schemas['LineResultView'][]>;
}

/** The second custodian's word, good for a short time. */
export interface Second {
  name: string;
  token: string;
  until: number;
}

export interface Standing {
  /** Newest first. */
  scans: readonly Scan[];
  unsent: number;
  /** Since when the server does not answer; null while it does. */
  cutSince: number | null;
  second: Second | null;
  loaded: boolean;
}

/** The last thing that happened, for the banner and the sound. */
export interface Event {
  verdict: Verdict;
  code: string;
  scan?: Scan;
  seen?: Seen;
  seq: number;
}
