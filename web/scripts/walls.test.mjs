import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { offencesBelow } from './walls.mjs';

/** The offences found in a tree of these files. */
function offencesOf(files) {
  const root = mkdtempSync(join(tmpdir(), 'walls-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return offencesBelow(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const HOUSE = {
  'api/client.ts': '',
  'ui/Button.tsx': "import type { Schemas } from '@/api/client';",
  'parts/items/ItemLink.tsx': "import { Button } from '@/ui/Button';",
  'features/items/ItemPage.tsx': "import { ItemLink } from '@/parts/items/ItemLink';\nimport './item.css';",
  'features/items/item.css': '',
  'features/items/pages.tsx': "export const load = () => import('./ItemPage');",
  'features/cases/CasePage.tsx': '',
  'app/allPages.ts': "const files = import.meta.glob<object>('../features/*/pages.tsx');",
  'app/App.tsx': "import { allPages } from './allPages';\nconst later = import('@/features/cases/CasePage');",
  'main.tsx': "import { App } from './app/App';",
};

test('a house in order has no offences', () => {
  expect(offencesOf(HOUSE)).toEqual([]);
});

test('an import from a higher wall is named, however it is written', () => {
  const planted = {
    ...HOUSE,
    'api/client.ts': "import { Button } from '@/ui/Button';",
    'ui/Table.tsx': "const link = import('../parts/items/ItemLink');",
    'parts/items/ItemCard.tsx': "export { App } from '@/app/App';",
    'ui/Button.tsx': "import type { Root } from '@/main';",
  };
  expect(offencesOf(planted).toSorted()).toEqual([
    'api/client.ts imports ui/Button.tsx: api may not import ui',
    'parts/items/ItemCard.tsx imports app/App.tsx: parts may not import app',
    'ui/Button.tsx imports main.tsx: ui may not import main.tsx',
    'ui/Table.tsx imports parts/items/ItemLink.tsx: ui may not import parts',
  ]);
});

test('a feature that imports another feature, its style sheet or the frame is named', () => {
  const planted = {
    ...HOUSE,
    'features/cases/CasePage.tsx': "import { ItemPage } from '../items/ItemPage';\nimport '@/features/items/item.css';\nimport { router } from '@/app/router';",
  };
  expect(offencesOf(planted)).toEqual([
    'features/cases/CasePage.tsx imports features/items/ItemPage.tsx: a feature may not import another feature',
    'features/cases/CasePage.tsx imports features/items/item.css: a feature may not import another feature',
    'features/cases/CasePage.tsx imports app/router: features may not import app',
  ]);
});

test('a circle of files is named, also one of types alone', () => {
  const planted = {
    ...HOUSE,
    'parts/items/one.ts': "import { two } from './two';",
    'parts/items/two.ts': "import { three } from '@/parts/cases/three';",
    'parts/cases/three.ts': "import type { One } from '../items/one';",
  };
  expect(offencesOf(planted)).toHaveLength(1);
  expect(offencesOf(planted)[0]).toMatch(/^circle: /);
  for (const file of ['parts/items/one.ts', 'parts/items/two.ts', 'parts/cases/three.ts']) expect(offencesOf(planted)[0]).toContain(file);
});

test('a folder of more than 14 files is named, texts aside', () => {
  const many = (folder, ending, count) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`${folder}/file${at}.${ending}`, '']));
  expect(offencesOf({ ...many('ui', 'ts', 14), ...many('i18n/en', 'json', 20) })).toEqual([]);
  expect(offencesOf(many('ui', 'ts', 15))).toEqual(['ui holds 15 files; 14 at most']);
});
