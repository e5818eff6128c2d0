import { BarChartOutlined, TableOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'reports',
    help: 'reports',
    needs: ['read_reports'],
    load: () => import('./YearPage'),
    menu: { group: 'oversight', order: 20, icon: BarChartOutlined, text: 'reports:year_report' },
  },
  {
    path: 'filed-tables',
    help: 'filed_tables',
    needs: ['read_reports'],
    load: () => import('./FiledTablesPage'),
    menu: { group: 'oversight', order: 21, icon: TableOutlined, text: 'reports:filed_tables' },
  },
];
