import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  { path: 'cases/:id/seizure-lists/new', needs: ['manage_cases'], load: () => import('./NewSeizureListPage') },
  { path: 'seizure-lists/:id', needs: ['read_cases'], load: () => import('./SeizureListPage') },
  { path: 'seizure-lists/:id/paper', needs: ['read_cases'], load: () => import('./SeizureListPaperPage') },
];
