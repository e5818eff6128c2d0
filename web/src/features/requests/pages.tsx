import { FileTextOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'requests',
    help: 'requests',
    needs: ['read_requests'],
    load: () => import('./RequestsPage'),
    menu: { group: 'work', order: 30, icon: FileTextOutlined, text: 'requests:menu' },
  },
  { path: 'requests/new/:kind', help: 'request_form', needs: ['submit_requests'], load: () => import('./form/RequestFormPage') },
  { path: 'requests/:id', help: 'request', needs: ['read_requests'], load: () => import('./RequestPage') },
  { path: 'requests/:id/edit', help: 'request_form', needs: ['submit_requests'], load: () => import('./form/RequestFormPage') },
];
