import { ScanOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'station',
    needs: ['execute_requests'],
    load: () => import('./StationPage'),
    menu: { group: 'work', order: 20, icon: ScanOutlined, text: 'station:menu' },
  },
  { path: 'station/:id', needs: ['execute_requests'], load: () => import('./TaskPage') },
];
