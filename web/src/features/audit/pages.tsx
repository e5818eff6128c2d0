import { AuditOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import type { Page } from '@/ui/page/page';

export const pages: readonly Page[] = [
  {
    path: 'audit',
    help: 'audit',
    needs: ['read_audit'],
    load: () => import('./EntriesPage'),
    menu: { group: 'oversight', order: 30, icon: AuditOutlined, text: 'audit:title' },
    home: 40,
  },
  { path: 'audit/:seq', help: 'audit_entry', needs: ['read_audit'], load: () => import('./EntryPage') },
  {
    path: 'verifications',
    help: 'verifications',
    needs: ['read_audit'],
    load: () => import('./VerificationsPage'),
    menu: { group: 'oversight', order: 40, icon: SafetyCertificateOutlined, text: 'audit:verifications' },
  },
  { path: 'findings', help: 'findings', needs: ['read_audit'], load: () => import('./FindingsPage') },
];
