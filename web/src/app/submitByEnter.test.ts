import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '..');

test('every dialog with a form is sent by Enter', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  const dialogs = files.map((file) => ({ file, source: readFileSync(join(SOURCE, file), 'utf8') })).filter(({ source }) => source.includes('onOk={form.submit}'));
  expect(dialogs.length).toBeGreaterThan(10);
  const deaf = dialogs.filter(({ source }) => !/<(DraftForm|SubmitByEnter)\b/.test(source));
  expect(deaf.map(({ file }) => file)).toEqual([]);
});
