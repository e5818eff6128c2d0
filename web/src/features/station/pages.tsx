import { ScanOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'station',
    help: 'station',
    needs: ['execute_requests'],
    load: () => import('./StationPage'),
    menu: { group: 'work', order: 20, icon: ScanOutlined, text: 'station:menu' },
  },
  { path: 'station/:id', help: 'station_task', needs: ['execute_requests'], load: () => import('./TaskPage') },
];
