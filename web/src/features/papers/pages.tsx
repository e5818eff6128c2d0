import { FilePdfOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'papers',
    help: 'papers',
    needs: ['read_requests'],
    load: () => import('./PapersPage'),
    menu: { group: 'work', order: 50, icon: FilePdfOutlined, text: 'papers:title' },
  },
  { path: 'papers/:id', help: 'papers', needs: ['read_requests'], load: () => import('./PaperPage') },
];
