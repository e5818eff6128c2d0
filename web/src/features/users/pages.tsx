import { TeamOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'users',
    help: 'users',
    needs: ['manage_users', 'grant_roles', 'read_audit'],
    load: () => import('./UsersPage'),
    menu: { group: 'administration', order: 20, icon: TeamOutlined, text: 'users:title' },
    home: 50,
  },
];
