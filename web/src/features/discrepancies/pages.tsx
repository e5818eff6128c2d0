import { WarningOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'discrepancies',
    help: 'discrepancies',
    needs: ['read_items'],
    load: () => import('./DiscrepanciesPage'),
    menu: { group: 'goods', order: 50, icon: WarningOutlined, text: 'discrepancies:menu' },
  },
];
