import { AlertOutlined, AuditOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'clues',
    help: 'clues',
    needs: ['read_cases'],
    load: () => import('./CluesPage'),
    menu: { group: 'work', order: 46, icon: AlertOutlined, text: 'supervision:clues', work: ['clues_open'] },
  },
  {
    path: 'supervision-notices',
    help: 'supervision_notices',
    needs: ['read_cases'],
    load: () => import('./NoticesPage'),
    menu: { group: 'work', order: 48, icon: AuditOutlined, text: 'supervision:notices', work: ['notices_to_answer', 'notices_answered'] },
  },
  { path: 'supervision-notices/:id', help: 'supervision_notices', needs: ['read_cases'], load: () => import('./NoticePage') },
];
