// What jsdom lacks and every component test needs; Chinese texts, as most people here see them.
import { beforeAll } from 'vitest';
import { speak } from '@/i18n';

window.matchMedia ??= (media) =>
  ({ media, matches: false, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} }) as unknown as MediaQueryList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

beforeAll(async () => {
  await speak('zh-CN');
});
