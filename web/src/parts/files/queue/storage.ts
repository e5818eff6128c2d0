// Uploads stored on the device, so that no photograph is lost to a network failure, a closed tab or an empty battery.
import type { DBSchema } from 'idb';
import { deviceDatabase } from '@/ui/deviceDatabase';
import type { Upload, UploadStorage } from './uploads';

interface Schema extends DBSchema {
  uploads: { key: string; value: Upload };
}

const inDatabase = deviceDatabase<Schema>('custody-uploads', (db) => void db.createObjectStore('uploads', { keyPath: 'id' }));

export const deviceStorage: UploadStorage = {
  load: async (user) => (await inDatabase((db) => db.getAll('uploads'))).filter((upload) => upload.user === user),
  keep: (uploads) =>
    inDatabase(async (db) => {
      const whole = db.transaction('uploads', 'readwrite', { durability: 'strict' });
      for (const upload of uploads) void whole.store.put(upload);
      await whole.done;
    }),
  forget: (id) => inDatabase((db) => db.delete('uploads', id)),
};
