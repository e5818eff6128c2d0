import type { Schemas } from '@/api/client';

const WORDS: Record<Schemas['Stage'], true> = { investigation: true, prosecution: true, trial: true, enforcement: true };

/** The stages of a case, in their order. */
export const STAGES = Object.keys(WORDS) as Schemas['Stage'][];
