import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  { path: 'cases/:id/seizure-lists/new', help: 'seizure_list_form', needs: ['manage_cases'], load: () => import('./NewSeizureListPage') },
  { path: 'seizure-lists/:id', help: 'seizure_list', needs: ['read_cases'], load: () => import('./SeizureListPage') },
];
