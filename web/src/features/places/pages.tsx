import { ClusterOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'places',
    help: 'places',
    needs: ['read_places'],
    load: () => import('./PlacesPage'),
    menu: { group: 'administration', order: 30, icon: ClusterOutlined, text: 'places:title' },
  },
];
