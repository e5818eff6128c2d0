import { act, render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { PreferencesProvider } from './preferences';

const theme = () => document.documentElement.dataset.theme;

test('what is dark on the screen is printed as in daylight', () => {
  localStorage.setItem('custody.appearance', 'dark');
  render(<PreferencesProvider locale={{ locale: 'zh-cn' }}>x</PreferencesProvider>);
  expect(theme()).toBe('dark');
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(theme()).toBe('light');
  act(() => void window.dispatchEvent(new Event('afterprint')));
  expect(theme()).toBe('dark');
});
