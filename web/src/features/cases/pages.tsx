import { FolderOpenOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'cases',
    needs: ['read_cases'],
    load: () => import('./CasesPage'),
    menu: { group: 'goods', order: 10, icon: FolderOpenOutlined, text: 'cases:menu' },
  },
  { path: 'cases/new', needs: ['manage_cases'], load: () => import('./CaseFormPage') },
  { path: 'cases/:id', needs: ['read_cases'], load: () => import('./CasePage') },
  { path: 'cases/:id/edit', needs: ['manage_cases'], load: () => import('./CaseFormPage') },
];
