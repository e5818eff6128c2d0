import type { Page } from '@/ui/page/page';

const load = () => import('./ImportPage');

export const pages: readonly Page[] = [
  { path: 'places/import', help: 'import', needs: ['manage_places'], load },
  { path: 'agencies/import', help: 'import', needs: ['manage_agencies'], load },
  { path: 'users/import', help: 'import', needs: ['manage_users'], load },
];
