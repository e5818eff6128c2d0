import { QueryClientProvider } from '@tanstack/react-query';
import type { Locale } from 'antd/es/locale';
import { RouterProvider } from 'react-router-dom';
import { queryClient } from '@/api/client';
import { PreferencesProvider } from '@/ui/session/preferences';
import { router } from './router';

export function App({ locale }: { locale: Locale }) {
  return (
    <QueryClientProvider client={queryClient}>
      <PreferencesProvider locale={locale}>
        <RouterProvider router={router} />
      </PreferencesProvider>
    </QueryClientProvider>
  );
}
