// What tells one item from another of the same name.
import type { Schemas } from '@/api/client';

/** Model, serial number and features as one text; empty when the books say nothing. */
export function distinguishing({ model, serial_no, features }: Partial<Pick<Schemas['ItemView'], 'model' | 'serial_no' | 'features'>>): string {
  return [model, serial_no, features].filter((text) => text?.trim()).join(' · ');
}
