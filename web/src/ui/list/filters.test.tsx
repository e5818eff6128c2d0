import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useEffect } from 'react';
import { createBrowserRouter, Link, RouterProvider } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { SearchFilter, useFilters } from './filters';

const NAMES = ['q', 'kind', 'parent_id'] as const;
type Change = ReturnType<typeof useFilters<(typeof NAMES)[number]>>[1];
const drawn = vi.fn<(change: Change) => void>();
/** What the page as it was last drawn changes its filters by. */
const latest = () => drawn.mock.lastCall?.[0] as Change;

function List() {
  const [filters, set] = useFilters(NAMES);
  useEffect(() => drawn(set), [set]);
  return (
    <>
      <SearchFilter label="search" value={filters.q} onChange={(q) => set({ q })} />
      <Link to="/places?parent_id=1">inside</Link>
    </>
  );
}

function open(address: string) {
  window.history.replaceState(null, '', address);
  render(<RouterProvider router={createBrowserRouter([{ path: '/places', Component: List }])} />);
}
afterEach(cleanup);

test('two filters changed before the page is drawn again are both in the address', async () => {
  open('/places');
  await screen.findByText('inside');
  const change = latest();
  act(() => {
    change({ q: 'a' });
    change({ kind: 'rack' });
  });
  await waitFor(() => expect(window.location.search).toBe('?q=a&kind=rack'));
});

test('a filter changed while another address is being opened changes that one, and does not go back', async () => {
  open('/places?q=a');
  const link = await screen.findByText('inside');
  const before = latest();
  act(() => void fireEvent.click(link));
  // As a pause in typing ends before the page has been drawn.
  act(() => before({ q: undefined, kind: 'rack' }));
  await waitFor(() => expect(window.location.search).toBe('?parent_id=1&kind=rack'));
});
