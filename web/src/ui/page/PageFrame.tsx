import { Breadcrumb } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { HelpButton } from '../help/HelpButton';

interface Props {
  title: ReactNode;
  /** The title of the browser tab, when `title` is not plain text. */
  tab?: string;
  /** Breadcrumbs: path and text of each page above this one. */
  trail?: readonly { to: string; text: string }[];
  /** Shown beside the title: status, number and the like. */
  aside?: ReactNode;
  /** Buttons on the right. */
  actions?: ReactNode;
  /** Fills the window and scrolls inside, for long lists. */
  fill?: boolean;
  children: ReactNode;
}

/** The title, breadcrumbs and buttons of every page. */
export function PageFrame({ title, tab, trail, aside, actions, fill = false, children }: Props) {
  const { t } = useTranslation();
  const name = tab ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = name === '' ? t('shell:title') : `${name} · ${t('shell:title')}`;
  }, [name, t]);
  return (
    <div className={fill ? 'page page-fill' : 'page'}>
      <header className="page-head">
        <div className="page-title">
          {trail && (
            <Breadcrumb className="no-print" items={[...trail.map(({ to, text }) => ({ title: <Link to={to}>{text}</Link> })), { title: name }]} />
          )}
          <div className="page-name">
            <h1>{title}</h1>
            {aside}
            <HelpButton />
          </div>
        </div>
        {actions && <div className="page-actions no-print">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
