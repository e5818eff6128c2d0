// Scans and calls stored on the device, so that nothing is lost to a network failure, a closed tab or an empty battery.
import type { DBSchema } from 'idb';
import { deviceDatabase } from '@/ui/deviceDatabase';
import type { Call, Scan } from './scans';

interface StoredScans {
  scans: Scan[];
  calls: Call[];
}

/** Where scans and calls are stored; each write is one transaction. */
export interface ScanStorage {
  load: () => Promise<StoredScans>;
  write: (change: { scans?: readonly Scan[]; calls?: readonly Call[]; gone?: readonly string[]; answered?: readonly string[] }) => Promise<void>;
}

interface Schema extends DBSchema {
  scans: { key: string; value: Scan };
  calls: { key: string; value: Call };
}

const inDatabase = deviceDatabase<Schema>('custody-scans', (db) => {
  db.createObjectStore('scans', { keyPath: 'id' });
  db.createObjectStore('calls', { keyPath: 'id' });
});

export const deviceStorage: ScanStorage = {
  load: () => inDatabase(async (db) => ({ scans: await db.getAll('scans'), calls: await db.getAll('calls') })),
  write: ({ scans = [], calls = [], gone = [], answered = [] }) =>
    inDatabase(async (db) => {
      const whole = db.transaction(['scans', 'calls'], 'readwrite', { durability: 'strict' });
      for (const scan of scans) void whole.objectStore('scans').put(scan);
      for (const call of calls) void whole.objectStore('calls').put(call);
      for (const id of gone) void whole.objectStore('scans').delete(id);
      for (const id of answered) void whole.objectStore('calls').delete(id);
      await whole.done;
    }),
};
