// A database of this browser that is opened again when the browser has closed it, as when its data are cleared.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

type Use<S extends DBSchema> = <R>(work: (db: IDBPDatabase<S>) => Promise<R>) => Promise<R>;

/** Works with the database, opened at its first use; rejects when the device cannot store anything. */
export function deviceDatabase<S extends DBSchema>(name: string, create: (db: IDBPDatabase<S>) => void): Use<S> {
  let opened: Promise<IDBPDatabase<S>> | null = null;
  const reset = () => {
    opened = null;
  };
  const open = () => {
    opened ??= openDB<S>(name, 1, { upgrade: create, terminated: reset });
    opened.catch(reset);
    return opened;
  };
  return async (work) => {
    try {
      return await work(await open());
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
      reset();
      return work(await open());
    }
  };
}
