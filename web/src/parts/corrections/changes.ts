// What a correction changes, as a person reads it.

/** A field of what is corrected: what it is called, and how its value is read. */
export interface CorrectedField<V> {
  name: keyof V & string;
  label: string;
  show: (values: Partial<V>) => string;
}

export interface Change {
  name: string;
  label: string;
  before: string;
  after: string;
}

/** The fields that read otherwise now. */
export function changesOf<V>(fields: readonly CorrectedField<V>[], before: Partial<V>, after: Partial<V>): Change[] {
  return fields.flatMap(({ name, label, show }) => {
    const [was, is] = [show(before).trim(), show(after).trim()];
    return was === is ? [] : [{ name, label, before: was, after: is }];
  });
}
