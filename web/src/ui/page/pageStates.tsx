import { Button, Result, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router-dom';
import type { Problem } from '@/api/problem';

export function Splash() {
  return <Spin className="splash" size="large" delay={200} />;
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Result
      status="404"
      title={t('shell:not_found')}
      subTitle={t('shell:not_found_help')}
      extra={<Link to="/"><Button type="primary">{t('shell:home')}</Button></Link>}
    />
  );
}

export function Forbidden() {
  const { t } = useTranslation();
  return (
    <Result
      status="403"
      title={t('shell:forbidden')}
      subTitle={t('shell:forbidden_help')}
      extra={<Link to="/"><Button type="primary">{t('shell:home')}</Button></Link>}
    />
  );
}

/** Shows why the API refused or could not be reached, and what to do about it. */
export function Failed({ problem, again }: { problem: Problem; again?: () => void }) {
  const { t } = useTranslation();
  if (problem.status === 404) return <NotFound />;
  if (problem.status === 403) return <Forbidden />;
  const away = problem.status === 0;
  return (
    <Result
      status={away ? 'warning' : 'error'}
      title={away ? t('shell:unreachable') : problem.message}
      subTitle={
        <>
          {away ? t('shell:unreachable_help') : t('shell:failed_help')}
          {problem.requestId && <div className="quiet">{t('ui:request_id', { id: problem.requestId })}</div>}
        </>
      }
      extra={again && <Button type="primary" onClick={again}>{t('ui:try_again')}</Button>}
    />
  );
}

/** Shown when a page failed to load (a new version was installed, the network is down) or crashed. */
export function PageFailed({ whole = false }: { whole?: boolean }) {
  const { t } = useTranslation();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  const unloaded = error instanceof TypeError && /import|module|fetch/i.test(error.message);
  return (
    <Result
      className={whole ? 'splash' : undefined}
      status="error"
      title={unloaded ? t('shell:page_unloaded') : t('shell:page_broken')}
      subTitle={unloaded ? t('shell:page_unloaded_help') : t('shell:page_broken_help')}
      extra={<Button type="primary" onClick={() => window.location.reload()}>{t('shell:reload')}</Button>}
    />
  );
}
