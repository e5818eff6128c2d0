import { FieldTimeOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'stays',
    help: 'stays',
    needs: ['read_items'],
    load: () => import('./StaysPage'),
    menu: { group: 'goods', order: 52, icon: FieldTimeOutlined, text: 'stays:menu' },
  },
];
