import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [{ path: 'sessions', help: 'sessions', load: () => import('./SessionsPage') }];
