import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { createContext, lazy, Suspense, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';

const HelpDrawer = lazy(() => import('./HelpDrawer'));

/** The guide's section about the page that is shown; none where nobody is signed in, or no page was found. */
export const HelpSection = createContext<string | null>(null);

/** Opens the guide at the section about this page. */
export function HelpButton() {
  const { t } = useTranslation();
  const section = useContext(HelpSection);
  const [open, setOpen] = useState(false);
  if (section === null) return null;
  return (
    <>
      <Button type="text" size="small" className="no-print" icon={<QuestionCircleOutlined />} aria-label={t('ui:help')} title={t('ui:help')} onClick={() => setOpen(true)} />
      {open && <Suspense fallback={null}><HelpDrawer section={section} close={() => setOpen(false)} /></Suspense>}
    </>
  );
}
