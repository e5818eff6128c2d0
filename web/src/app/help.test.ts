// Every page has its section of the guide, in both languages, and no section is about nothing.
import { expect, test } from 'vitest';
import { loadGuide } from '@/ui/help/guide';
import { allPages } from './allPages';

test.each(['zh-CN', 'en'])('every page has a section of the guide in %s', async (language) => {
  const guide = await loadGuide(language);
  expect(allPages.length).toBeGreaterThan(40);
  expect(allPages.filter(({ help }) => guide[help] === undefined).map(({ path, help }) => `${path}: ${help}`)).toEqual([]);
  for (const { help } of allPages) expect([help, guide[help]?.title !== '', (guide[help]?.blocks.length ?? 0) > 0]).toEqual([help, true, true]);
});

test('a section is about a page, and both languages have the same', async () => {
  const [zh, en] = [Object.keys(await loadGuide('zh-CN')), Object.keys(await loadGuide('en'))];
  expect(zh).toEqual(en);
  const named = new Set(allPages.map(({ help }) => help));
  expect(zh.filter((key) => !named.has(key))).toEqual([]);
});
