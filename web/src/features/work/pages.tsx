import { AuditOutlined, HomeOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'work',
    help: 'work',
    needs: ['submit_requests'],
    load: () => import('./WorkPage'),
    menu: { group: 'work', order: 10, icon: HomeOutlined, text: 'work:menu', work: ['returned', 'loans_overdue'] },
    home: 30,
  },
  {
    path: 'queue',
    help: 'queue',
    needs: ['approve_requests'],
    load: () => import('./QueuePage'),
    menu: { group: 'work', order: 12, icon: AuditOutlined, text: 'work:queue_menu', work: ['approvals', 'extensions', 'refusals'] },
    home: 25,
  },
];
