import { FieldTimeOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'loans',
    help: 'loans',
    needs: ['read_requests'],
    load: () => import('./LoansPage'),
    menu: { group: 'work', order: 40, icon: FieldTimeOutlined, text: 'loans:menu' },
  },
];
