// What a person has changed of something recorded: only that is kept as the draft of an edit, so that it never passes off
// an old record as the present one.

type Members = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isNothing = (value: unknown) => value === undefined || value === null || value === '';

function same(one: unknown, other: unknown): boolean {
  return (isNothing(one) && isNothing(other)) || JSON.stringify(one) === JSON.stringify(other);
}

/** The members that differ from what is recorded, in their depth; lists differ as a whole. An emptied one is null. */
export function changesOf(recorded: Members, now: Members): Members {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(now)) {
    const before = recorded[name];
    if (isMembers(value) && isMembers(before)) {
      const inner = changesOf(before, value);
      if (Object.keys(inner).length > 0) changes[name] = inner;
    } else if (!same(before, value)) {
      changes[name] = value ?? null;
    }
  }
  return changes;
}

/** What is recorded, with changes on top of it. */
export function withChanges(recorded: Members, changes: Members): Members {
  const after: Record<string, unknown> = { ...recorded };
  for (const [name, value] of Object.entries(changes)) {
    const before = recorded[name];
    after[name] = isMembers(value) && isMembers(before) ? withChanges(before, value) : value;
  }
  return after;
}
