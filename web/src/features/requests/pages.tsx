import { FileTextOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'requests',
    needs: ['read_requests'],
    load: () => import('./RequestsPage'),
    menu: { group: 'work', order: 30, icon: FileTextOutlined, text: 'requests:menu' },
  },
  { path: 'requests/new/:kind', needs: ['submit_requests'], load: () => import('./form/RequestFormPage') },
  { path: 'requests/:id', needs: ['read_requests'], load: () => import('./RequestPage') },
  { path: 'requests/:id/paper', needs: ['read_requests'], load: () => import('./RequestPaperPage') },
  { path: 'requests/:id/edit', needs: ['submit_requests'], load: () => import('./form/RequestFormPage') },
];
