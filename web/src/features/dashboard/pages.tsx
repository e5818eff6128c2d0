import { DashboardOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'dashboard',
    help: 'dashboard',
    needs: ['read_reports'],
    load: () => import('./DashboardPage'),
    menu: { group: 'oversight', order: 10, icon: DashboardOutlined, text: 'reports:dashboard' },
    // After the queue: people who decide requests start with what is waiting.
    home: 28,
  },
];
