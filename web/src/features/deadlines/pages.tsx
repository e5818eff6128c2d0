import { CalendarOutlined, HourglassOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'deadlines',
    help: 'deadlines',
    needs: ['read_cases'],
    load: () => import('./DeadlinesPage'),
    menu: { group: 'work', order: 42, icon: CalendarOutlined, text: 'deadlines:menu', work: ['deadlines_overdue'] },
  },
  {
    path: 'clock-rules',
    help: 'clock_rules',
    load: () => import('./ClockRulesPage'),
    menu: { group: 'work', order: 44, icon: HourglassOutlined, text: 'deadlines:rules' },
  },
  {
    path: 'clock-rules/edit',
    help: 'clock_rules_edit',
    needs: ['try_rules'],
    load: () => import('./editing/ClockRulesEditPage'),
  },
];
