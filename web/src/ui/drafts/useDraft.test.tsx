import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { App, Form, Input } from 'antd';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Me, MeContext } from '../session/me';
import { DraftForm, type FormDraft, useFormDraft } from './DraftForm';
import type { Kept } from './draftStore';
import { tabId } from './tab';

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
let draft: FormDraft;

function CaseForm() {
  const [form] = Form.useForm<{ name: string }>();
  draft = useFormDraft('case');
  return (
    <DraftForm<{ name: string }> form={form} draft={draft} initialValues={{ name: '' }}>
      <Form.Item name="name" label="name"><Input /></Form.Item>
    </DraftForm>
  );
}

/** Opens the form in a tab, in place of what was open before. */
async function openIn(tab: string) {
  cleanup();
  vi.mocked(tabId).mockResolvedValue(tab);
  device.open = new Set([...device.open, tab]);
  render(<App><MeContext value={me}><CaseForm /></MeContext></App>);
  await screen.findByRole('textbox');
}
const close = (tab: string) => void device.open.delete(tab);
const field = () => screen.getByRole<HTMLInputElement>('textbox');
const type = async (name: string) => {
  act(() => draft.set({ name }));
  await waitFor(() => expect(draft.keptAt).not.toBeNull());
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
  await waitFor(() => expect(field().value).toBe('王伟盗窃案'));
  expect(draft.others).toEqual([]);
});

test('two tabs write drafts of their own, and neither is offered the other while both are open', async () => {
  await openIn('one');
  await type('first');
  await openIn('two');
  expect(field().value).toBe('');
  await type('second');
  expect(draft.others).toEqual([]);
  expect(device.drafts.size).toBe(2);
});

test('the draft of a closed tab is offered; opening it leaves what was written here among the others', async () => {
  await openIn('one');
  await type('first');
  close('one');
  await openIn('two');
  await type('second');
  expect(screen.getByText('本机还有您的 1 份草稿')).toBeTruthy();
  act(() => screen.getByRole('button', { name: '打开' }).click());
  await waitFor(() => expect(field().value).toBe('first'));
  expect(device.drafts.get('me/case/two')?.content).toEqual({ name: 'first' });
  expect(device.drafts.get('me/case/one')?.content).toEqual({ name: 'second' });
  await waitFor(() => expect(draft.others).toHaveLength(1));
});

test('one that is discarded, sent, or of another person is not offered', async () => {
  device.drafts.set('me/case', { at: 1, content: { name: 'of an earlier version' } });
  device.drafts.set('you/case/gone', { at: 1, content: { name: 'of somebody else' } });
  device.drafts.set('me/case-file/gone', { at: 1, content: {} });
  await openIn('one');
  await waitFor(() => expect(draft.others.map(({ key }) => key)).toEqual(['me/case']));
  act(() => draft.discard('me/case'));
  await waitFor(() => expect(draft.others).toEqual([]));
  await type('third');
  act(() => draft.forget());
  await waitFor(() => expect([...device.drafts.keys()].toSorted()).toEqual(['me/case-file/gone', 'you/case/gone']));
});

test('a draft set aside is offered, and the form begins anew', async () => {
  await openIn('one');
  await type('for another case');
  act(() => draft.setAside());
  await waitFor(() => expect(field().value).toBe(''));
  await waitFor(() => expect(draft.others).toHaveLength(1));
});

test('a device that cannot keep it says so', async () => {
  await openIn('one');
  device.full = true;
  act(() => draft.set({ name: 'lost' }));
  expect((await screen.findByRole('alert')).textContent).toBe('本机不能保存草稿，请在离开前提交');
});
