// A person's unsent scans on this device, for signing out.
import { isOpen } from './scans';
import { deviceStorage } from './storage';
import { openScanQueue } from './useScanQueue';

/** Milliseconds to wait for the queue; another tab may own it. */
const LOAD_TIMEOUT = 3_000;

/** Counts the scans on this device that the server has not answered, in any tab. */
export async function countUnsentScans(user: string): Promise<number> {
  const { scans } = await deviceStorage.load();
  return scans.filter((scan) => scan.user === user && isOpen(scan)).length;
}

/** Sends them now and returns how many are left. */
export async function sendUnsentScans(user: string): Promise<number> {
  const queue = openScanQueue(user);
  if (!queue.read().loaded) {
    await new Promise<void>((go) => {
      const stop = queue.subscribe(go);
      setTimeout(() => {
        stop();
        go();
      }, LOAD_TIMEOUT);
    });
  }
  await queue.sendNow();
  return countUnsentScans(user);
}
