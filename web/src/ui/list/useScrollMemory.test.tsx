import { act, cleanup, render } from '@testing-library/react';
import { useEffect, useRef } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { useScrollMemory } from './useScrollMemory';

afterEach(cleanup);

const scrollTo = vi.fn();
let scrolled: (top: number) => void;

function List() {
  const list = useRef({ scrollTo });
  const remember = useScrollMemory(list, true);
  useEffect(() => {
    scrolled = remember;
  });
  return null;
}

test('back to a list it stands where it stood; a list opened anew begins at its top', async () => {
  const router = createMemoryRouter([{ path: '/items', element: <List /> }, { path: '/items/:id', element: null }], { initialEntries: ['/items'] });
  render(<RouterProvider router={router} />);
  act(() => scrolled(1234));
  await act(() => router.navigate('/items/1'));
  await act(() => router.navigate(-1));
  expect(scrollTo.mock.calls).toEqual([[{ top: 1234 }]]);
  await act(() => router.navigate('/items/1'));
  await act(() => router.navigate('/items'));
  expect(scrollTo).toHaveBeenCalledTimes(1);
});
