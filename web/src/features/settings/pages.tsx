import { SettingOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'settings',
    help: 'settings',
    needs: ['read_settings'],
    load: () => import('./SettingsPage'),
    menu: { group: 'administration', order: 40, icon: SettingOutlined, text: 'settings:title' },
  },
];
