import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Me, MeContext } from '../session/me';
import { DraftKept, DraftOffer } from './DraftOffer';
import type { Kept } from './draftStore';
import { tabId } from './tab';
import { type Draft, useDraft } from './useDraft';

const device = vi.hoisted(() => ({ drafts: new Map<string, Kept>(), open: new Set<string>(), full: false }));

vi.mock('../deviceDatabase', () => ({
  deviceDatabase: () => async (work: (db: object) => unknown) => {
    const { drafts } = device;
    return work({
      getAllKeys: async () => [...drafts.keys()],
      get: async (_: string, key: string) => drafts.get(key),
      put: async (_: string, kept: Kept, key: string) => {
        if (device.full) throw new DOMException('no space', 'QuotaExceededError');
        drafts.set(key, structuredClone(kept));
      },
      delete: async (_: string, key: string) => drafts.delete(key),
    });
  },
}));
vi.mock('./tab', () => ({ tabId: vi.fn(), openTabs: async () => device.open }));

const me = { user: { id: 'me' }, may: () => true } as unknown as Me;
const BLANK = { name: '' };
let page: { current: Draft<{ name: string }> };

/** Opens the form in a tab, in place of what was open before. */
async function openIn(tab: string) {
  cleanup();
  vi.mocked(tabId).mockResolvedValue(tab);
  device.open = new Set([...device.open, tab]);
  page = renderHook(() => useDraft('case', BLANK), { wrapper: ({ children }) => <MeContext value={me}>{children}</MeContext> }).result;
  await waitFor(() => expect(page.current.ready).toBe(true));
}
const close = (tab: string) => void device.open.delete(tab);
const shown = () => page.current.value.name;
const type = async (name: string) => {
  act(() => page.current.set({ name }));
  await waitFor(() => expect(page.current.keptAt).not.toBeNull());
  await waitFor(() => expect([...device.drafts.values()].map(({ content }) => content)).toContainEqual({ name }));
};

beforeEach(() => {
  device.drafts = new Map();
  device.open = new Set();
  device.full = false;
});
afterEach(cleanup);

test('what was typed is there again in the same tab', async () => {
  await openIn('one');
  await type('王伟盗窃案');
  await openIn('one');
  await waitFor(() => expect(shown()).toBe('王伟盗窃案'));
  expect(page.current.others).toEqual([]);
});

test('two tabs write drafts of their own, and neither is offered the other while both are open', async () => {
  await openIn('one');
  await type('first');
  await openIn('two');
  expect(shown()).toBe('');
  await type('second');
  expect(page.current.others).toEqual([]);
  expect(device.drafts.size).toBe(2);
});

test('the draft of a closed tab is offered; opening it leaves what was written here among the others', async () => {
  await openIn('one');
  await type('first');
  close('one');
  await openIn('two');
  await type('second');
  const [offered] = page.current.others;
  act(() => page.current.open(offered?.key ?? ''));
  await waitFor(() => expect(shown()).toBe('first'));
  expect(device.drafts.get('me/case/two')?.content).toEqual({ name: 'first' });
  expect(device.drafts.get('me/case/one')?.content).toEqual({ name: 'second' });
  await waitFor(() => expect(page.current.others).toHaveLength(1));
});

test('one that is discarded, sent, or of another person is not offered', async () => {
  device.drafts.set('me/case', { at: 1, content: { name: 'of an earlier version' } });
  device.drafts.set('you/case/gone', { at: 1, content: { name: 'of somebody else' } });
  device.drafts.set('me/case-file/gone', { at: 1, content: {} });
  await openIn('one');
  await waitFor(() => expect(page.current.others.map(({ key }) => key)).toEqual(['me/case']));
  act(() => page.current.discard('me/case'));
  await waitFor(() => expect(page.current.others).toEqual([]));
  await type('third');
  act(() => page.current.forget());
  await waitFor(() => expect([...device.drafts.keys()].toSorted()).toEqual(['me/case-file/gone', 'you/case/gone']));
});

test('a draft set aside is offered, and the form begins anew', async () => {
  await openIn('one');
  await type('for another case');
  act(() => page.current.setAside());
  await waitFor(() => expect(shown()).toBe(''));
  await waitFor(() => expect(page.current.others).toHaveLength(1));
});

test('a device that cannot keep it says so', async () => {
  await openIn('one');
  device.full = true;
  act(() => page.current.set({ name: 'lost' }));
  await waitFor(() => expect(page.current.unkept).toBe(true));
  render(<DraftKept draft={page.current} />);
  expect(screen.getByRole('alert').textContent).toBe('本机不能保存草稿，请在离开前提交');
});

// Ant Design draws slowly where the machine is busy.
test('other drafts are offered by number, to be opened or discarded', { timeout: 60_000 }, () => {
  const open = vi.fn();
  render(<App><DraftOffer draft={{ others: [{ key: 'me/case/one', at: 0 }], open, discard: vi.fn() }} /></App>);
  expect(screen.getByText('本机还有您的 1 份草稿')).toBeTruthy();
  expect(screen.getByText('1970-01-01 08:00 的草稿')).toBeTruthy();
  act(() => screen.getByText('打开').click());
  expect(open).toHaveBeenCalledWith('me/case/one');
});
