import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import type { WholeList } from './wholeList';

/** Says that lists which are needed whole are not, and reads on when asked to. */
export function BrokenList({ of: lists }: { of: readonly Pick<WholeList<unknown>, 'broken'>[] }) {
  const { t } = useTranslation();
  return lists.map(({ broken }, at) => {
    if (!broken) return null;
    const { error, count, again } = broken;
    const problem = Problem.from(error);
    return (
      <Alert
        key={at}
        type="warning"
        showIcon
        className="gate-alert"
        title={count > 0 ? t('ui:list_broken', { count }) : t('ui:list_unread')}
        description={problem.status === 0 ? t('shell:unreachable') : problem.message}
        action={<Button size="small" onClick={again}>{t('ui:try_again')}</Button>}
      />
    );
  });
}
