// What the device still holds of a person's scans, for signing out.
import { isOpen } from './scans';
import { deviceStorage } from './storage';
import { openScanQueue } from './useScanQueue';

/** Milliseconds to wait for the queue; another tab may hold it. */
const PATIENCE = 3_000;

/** Scans on this device the server has not answered, whichever tab holds them. */
export async function countUnsentScans(user: string): Promise<number> {
  const { scans } = await deviceStorage.load();
  return scans.filter((scan) => scan.user === user && isOpen(scan)).length;
}

/** Sends them now; gives how many are left. */
export async function sendUnsentScans(user: string): Promise<number> {
  const queue = openScanQueue(user);
  if (!queue.read().loaded) {
    await new Promise<void>((go) => {
      const stop = queue.subscribe(go);
      setTimeout(() => {
        stop();
        go();
      }, PATIENCE);
    });
  }
  await queue.sendNow();
  return countUnsentScans(user);
}
