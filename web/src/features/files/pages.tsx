import { PictureOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'files',
    help: 'files',
    needs: ['read_items'],
    load: () => import('./FilesPage'),
    menu: { group: 'goods', order: 55, icon: PictureOutlined, text: 'files:title' },
  },
];
