// What is sent: a photograph or a scan with its object and its caption, and how far it has come.
import type { Schemas } from '@/api/client';
import type { Problem } from '@/api/problem';

type NewFile = Schemas['NewFile'];

/** One object that files are about; of the condition of goods it is a line of a request. */
export type Subject = Pick<NewFile, 'subject' | 'subject_id' | 'line_no'>;
/** What an evidential picture says of itself. */
export type Caption = Pick<NewFile, 'maker' | 'second_maker' | 'taken_at' | 'taken_place' | 'method' | 'original_kept' | 'remarks'>;

/** A file on its way; kept on the device until the centre has it whole. */
export interface Upload {
  /** The key of its announcement: announced twice, it is one file. */
  id: string;
  /** Whose it is; nobody else's session sends it. */
  user: string;
  subject: Subject;
  caption: Caption;
  name: string;
  content: Blob;
  /** SHA-256 of the content in hexadecimal, once it has been taken. */
  sha256: string | null;
  /** The file's id, once it has been announced. */
  file: string | null;
}

/** How far an upload has come. */
export interface Progress {
  state: 'waiting' | 'sending' | 'cut' | 'refused';
  /** Bytes the centre has acknowledged. */
  sent: number;
  problem: Problem | null;
}

export interface Standing extends Progress {
  upload: Upload;
}

/** Where uploads are kept; each write is one transaction. */
export interface UploadStorage {
  load: (user: string) => Promise<Upload[]>;
  keep: (uploads: readonly Upload[]) => Promise<void>;
  forget: (id: string) => Promise<void>;
}

/** What the centre has of a file. */
export interface Received {
  bytes: number;
  whole: boolean;
}

/** The calls of an upload; a refusal is thrown as a `Problem`. */
export interface UploadConnection {
  /** Says that the file will come, and its hash; answers its id. */
  announce: (upload: Upload, sha256: string) => Promise<string>;
  /** What has come of an announced file. */
  received: (file: string) => Promise<Received>;
  /** Sends what begins at an offset; answers what the centre has then. */
  send: (file: string, offset: number, part: Blob) => Promise<Received>;
}

/** One text for one object. */
export function keyOf({ subject, subject_id, line_no }: Subject): string {
  return [subject, subject_id, line_no ?? ''].join('/');
}
