import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queryClient } from '@/api/client';
import { noteReported, touch } from '@/api/presence';
import { endedIdle } from '@/api/session';
import { IdleWarning } from './IdleWarning';

const MINUTE = 60_000;
/** Calls the page made, with whether it said that it made them by itself. */
let calls: { path: string; background: boolean }[];
let answer: (path: string) => Response;

const json = (status: number, body: object) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-27T08:00:00Z') });
  localStorage.clear();
  queryClient.clear();
  calls = [];
  answer = () => json(200, { user: { id: 'u' } });
  vi.stubGlobal('fetch', async (input: Request | string) => {
    const request = input instanceof Request ? input : new Request(new URL(input, window.location.origin), { method: 'POST' });
    const path = new URL(request.url).pathname;
    calls.push({ path, background: request.headers.has('Background-Call') });
    return answer(path);
  });
  touch();
  noteReported(Date.now());
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const open = (seconds: number) => render(<QueryClientProvider client={queryClient}><IdleWarning seconds={seconds} /></QueryClientProvider>);
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const stay = () => screen.queryByRole('button', { name: '继续使用' });

test('two minutes before the end it is counted down, and one button goes on', async () => {
  open(900);
  await pass(13 * MINUTE - 1000);
  expect(stay()).toBeNull();
  await pass(1000);
  expect(screen.getByRole('timer').textContent).toBe('还有 2:00。');
  await pass(45_000);
  expect(screen.getByRole('timer').textContent).toBe('还有 1:15。');
  expect(calls).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: '继续使用' }));
  await pass(2000);
  expect(calls).toEqual([{ path: '/api/v1/session', background: false }]);
  expect(stay()).toBeNull();
  calls = [];
  await pass(12 * MINUTE);
  expect(calls).toEqual([]);
});

test('a short limit is warned of when a third of it is left', async () => {
  open(300);
  await pass(199_000);
  expect(stay()).toBeNull();
  await pass(1000);
  expect(screen.getByRole('timer').textContent).toBe('还有 1:40。');
});

test('use is reported once in little more than a minute, whatever makes it, and prolongs', async () => {
  open(900);
  for (let minute = 0; minute < 20; minute += 1) {
    await pass(MINUTE);
    fireEvent.keyDown(document.body, { key: '1' });
    fireEvent.pointerDown(document.body);
  }
  expect(stay()).toBeNull();
  expect(calls.every(({ background }) => !background)).toBe(true);
  expect(calls.length).toBeGreaterThan(14);
  expect(calls.length).toBeLessThan(20);
});

test('what another tab reports counts here', async () => {
  open(900);
  await pass(14 * MINUTE);
  expect(stay()).not.toBeNull();
  localStorage.setItem('custody.used', String(Date.now()));
  await pass(13 * MINUTE - 2000);
  expect(stay()).toBeNull();
  expect(calls).toEqual([]);
});

test('at the end the server is asked without a claim of use, and the page knows why it was refused', async () => {
  answer = () => json(401, { status: 401, code: 'session_idle', detail: '' });
  open(900);
  await pass(15 * MINUTE + 1000);
  expect(calls[0]).toEqual({ path: '/api/v1/session', background: true });
  expect(calls[1]?.path).toBe('/api/v1/session/refresh');
  expect(endedIdle()).toBe(true);
});
