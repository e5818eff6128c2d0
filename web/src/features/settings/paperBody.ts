import type { Schemas } from '@/api/client';

type Settings = Schemas['PaperSettings'];

/** The settings of papers as they are sent: an empty letterhead is none, and each number of copies goes with its form. */
export function toPaperSettings(written: Settings, forms: readonly Pick<Schemas['FormView'], 'form'>[]): Settings {
  const copies = forms.map(({ form }, at) => ({ form, copies: written.copies?.[at]?.copies ?? 1 }));
  return { ...written, letterhead: written.letterhead?.trim() || null, copies };
}
