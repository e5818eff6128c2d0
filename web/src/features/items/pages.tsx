import { InboxOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'items',
    help: 'items',
    needs: ['read_items'],
    load: () => import('./ItemsPage'),
    menu: { group: 'goods', order: 20, icon: InboxOutlined, text: 'items:menu' },
    home: 90,
  },
  { path: 'items/:id', help: 'item', needs: ['read_items'], load: () => import('./ItemPage') },
];
