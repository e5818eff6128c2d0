import { BankOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'agencies',
    help: 'agencies',
    needs: ['manage_agencies', 'grant_roles', 'read_reports', 'read_audit'],
    load: () => import('./AgenciesPage'),
    menu: { group: 'administration', order: 10, icon: BankOutlined, text: 'agencies:title' },
  },
];
