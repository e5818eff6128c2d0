import { BarChartOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'reports',
    help: 'reports',
    needs: ['read_reports'],
    load: () => import('./YearPage'),
    menu: { group: 'oversight', order: 20, icon: BarChartOutlined, text: 'reports:year_report' },
  },
];
