import { PrinterOutlined, ProfileOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'labels',
    help: 'label_batches',
    needs: ['read_prints'],
    load: () => import('./batches/BatchesPage'),
    menu: { group: 'goods', order: 50, icon: PrinterOutlined, text: 'labels:menu' },
  },
  { path: 'labels/print', help: 'label_print', needs: ['print_labels'], load: () => import('./print/PrintPage') },
  { path: 'labels/batches/:id', help: 'label_batches', needs: ['read_prints'], load: () => import('./batches/BatchPage') },
  { path: 'labels/blanks', help: 'label_blanks', needs: ['read_prints'], load: () => import('./print/BlanksPage') },
  {
    path: 'labels/paper',
    help: 'label_paper',
    needs: ['manage_paper'],
    load: () => import('./paper/PaperProfilesPage'),
    menu: { group: 'administration', order: 60, icon: ProfileOutlined, text: 'labels:paper_menu' },
  },
  { path: 'labels/paper/profiles/new', help: 'label_paper', needs: ['manage_paper'], load: () => import('./paper/PaperProfilePage') },
  { path: 'labels/paper/profiles/:id', help: 'label_paper', needs: ['manage_paper'], load: () => import('./paper/PaperProfilePage') },
  { path: 'labels/paper/contents/new', help: 'label_paper', needs: ['manage_paper'], load: () => import('./paper/LabelContentPage') },
  { path: 'labels/paper/contents/:id', help: 'label_paper', needs: ['manage_paper'], load: () => import('./paper/LabelContentPage') },
];
