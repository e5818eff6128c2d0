import { expect, test } from 'vitest';
import { sectionsOf } from './guide.mjs';

test('a section has its title, paragraphs and lists, and what is strong or code in them', () => {
  const read = sectionsOf('# Pages\n\nFor all.\n\n<!-- places -->\n## Places\n\nThe **tree**.\n\n- one `A1`\n- two\n\n[back](README.md)\n');
  expect(read).toEqual({
    places: {
      title: 'Places',
      blocks: [
        { runs: [{ text: 'The ' }, { text: 'tree', as: 'strong' }, { text: '.' }] },
        { items: [[{ text: 'one ' }, { text: 'A1', as: 'code' }], [{ text: 'two' }]] },
      ],
    },
  });
});

test.each([
  ['a table', '<!-- a -->\n## A\n\n| a | b |'],
  ['a picture', '<!-- a -->\n## A\n\n![a](b.png)'],
  ['a link within a text', '<!-- a -->\n## A\n\nsee [b](c)'],
  ['a lower heading', '<!-- a -->\n## A\n\n### B'],
  ['a list within a list', '<!-- a -->\n## A\n\n- b\n  - c'],
  ['a section twice', '<!-- a -->\n## A\n\nb\n\n<!-- a -->\n## A\n\nb'],
  ['a section without text', '<!-- a -->\n## A\n'],
])('%s is refused', (_, markdown) => {
  expect(() => sectionsOf(markdown)).toThrow(/guide/);
});
