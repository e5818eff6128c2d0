// Set-up of the unit tests: what jsdom lacks, and the Chinese texts.
import { beforeAll } from 'vitest';
import { speak } from '@/i18n';

window.matchMedia ??= (media) =>
  ({ media, matches: false, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} }) as unknown as MediaQueryList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

Blob.prototype.arrayBuffer ??= function arrayBuffer(this: Blob) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => done(reader.result as ArrayBuffer));
    reader.addEventListener('error', () => fail(reader.error));
    reader.readAsArrayBuffer(this);
  });
};

beforeAll(async () => {
  await speak('zh-CN');
});
