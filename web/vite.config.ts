import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { guide } from './scripts/guide.mjs';

const api = process.env.CUSTODY_API ?? 'http://127.0.0.1:8080';

/** Writes the worker of the pages, which keeps the files of this very build. */
const worker: Plugin = {
  name: 'worker',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const built = Object.keys(bundle).filter((name) => name.startsWith('assets/')).map((name) => `/${name}`);
    const files = [...built, '/icon.svg'].toSorted();
    const code = readFileSync(new URL('./worker/worker.js', import.meta.url), 'utf8');
    const html = bundle['index.html'];
    const page = html?.type === 'asset' ? html.source : '';
    const version = createHash('sha256').update(files.join() + code).update(page).digest('hex').slice(0, 16);
    this.emitFile({ type: 'asset', fileName: 'worker.js', source: `self.SHELL = ${JSON.stringify({ version, files })};\n${code}` });
  },
};

export default defineConfig({
  plugins: [react(), guide, worker],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The server puts a fresh nonce in place of the mark in every page it serves.
  html: { cspNonce: '__NONCE__' },
  server: { proxy: { '/api': api, '/health': api }, host: '127.0.0.1' },
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    target: 'es2022',
    manifest: 'manifest.json',
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 20 },
            { name: 'scanner', test: /node_modules[\\/](zxing-wasm|barcode-detector)[\\/]/, priority: 20 },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/*.test.mjs'],
    setupFiles: ['./src/testing.ts'],
    css: false,
  },
});
