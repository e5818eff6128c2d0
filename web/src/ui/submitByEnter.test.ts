import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('../**/*.tsx', { eager: true, query: '?raw', import: 'default' });

test('every dialog with a form is sent by Enter', () => {
  const dialogs = Object.entries(sources).filter(([, source]) => source.includes('onOk={form.submit}'));
  expect(dialogs.length).toBeGreaterThan(10);
  const deaf = dialogs.filter(([, source]) => !/<(DraftForm|SubmitByEnter)\b/.test(source));
  expect(deaf.map(([file]) => file)).toEqual([]);
});
