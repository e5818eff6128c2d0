import { ScheduleOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'today',
    help: 'today',
    needs: ['execute_requests'],
    load: () => import('./TodayPage'),
    menu: { group: 'work', order: 10, icon: ScheduleOutlined, text: 'today:menu' },
    home: 10,
  },
];
