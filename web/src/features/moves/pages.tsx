import { QuestionCircleOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'unclassified',
    help: 'unclassified',
    needs: ['move_items'],
    load: () => import('./UnclassifiedPage'),
    menu: { group: 'goods', order: 40, icon: QuestionCircleOutlined, text: 'moves:unclassified' },
  },
];
