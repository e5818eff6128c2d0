import type { Page } from '@/app/page';

export const pages: readonly Page[] = [
  { path: 'cases/:id/seizure-lists/new', needs: ['manage_cases'], load: () => import('./NewSeizureListPage') },
];
