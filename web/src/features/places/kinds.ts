import type { Schemas } from '@/api/client';

const WORDS: Record<Schemas['PlaceKind'], true> = { zone: true, room: true, rack: true, level: true, bin: true };
const CLASSES: Record<Schemas['StorageClass'], true> = {
  receiving: true,
  ordinary: true,
  vault: true,
  specimen_room: true,
  antimagnetic_cabinet: true,
  bulk_hall: true,
  yard: true,
};

export const KINDS = Object.keys(WORDS) as Schemas['PlaceKind'][];
export const STORAGE_CLASSES = Object.keys(CLASSES) as Schemas['StorageClass'][];
