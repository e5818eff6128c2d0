import { FolderOpenOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'cases',
    help: 'cases',
    needs: ['read_cases'],
    load: () => import('./CasesPage'),
    menu: { group: 'goods', order: 10, icon: FolderOpenOutlined, text: 'cases:menu' },
  },
  { path: 'cases/new', help: 'case_form', needs: ['manage_cases'], load: () => import('./CaseFormPage') },
  { path: 'cases/:id', help: 'case', needs: ['read_cases'], load: () => import('./CasePage') },
  { path: 'cases/:id/edit', help: 'case_form', needs: ['manage_cases'], load: () => import('./CaseFormPage') },
];
