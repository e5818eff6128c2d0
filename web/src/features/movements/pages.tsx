import { SwapOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'movements',
    help: 'movements',
    needs: ['read_reports', 'move_items'],
    load: () => import('./MovementsPage'),
    menu: { group: 'oversight', order: 25, icon: SwapOutlined, text: 'movements:title' },
  },
];
