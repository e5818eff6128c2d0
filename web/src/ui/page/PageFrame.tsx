import { Breadcrumb } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';

interface Props {
  title: ReactNode;
  /** The title of the browser tab, when `title` is no plain text. */
  tab?: string;
  /** Where the page hangs: path and text of each step above it. */
  trail?: readonly { to: string; text: string }[];
  /** Status, number and the like, beside the title. */
  aside?: ReactNode;
  /** Buttons at the right. */
  actions?: ReactNode;
  /** The page fills the window and scrolls inside (long lists). */
  fill?: boolean;
  children: ReactNode;
}

/** Title, trail and buttons of a page, the same everywhere. */
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
          </div>
        </div>
        {actions && <div className="page-actions no-print">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
