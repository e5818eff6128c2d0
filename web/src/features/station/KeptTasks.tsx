import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { isOpen, type Scan } from '@/parts/scan_queue/scans';
import { PageFrame } from '@/ui/page/PageFrame';
import { Word } from '@/ui/values/values';

/** The station without a line: the tasks whose scans are kept on this device. */
export function KeptTasks({ scans, again }: { scans: readonly Scan[]; again: () => void }) {
  const { t } = useTranslation();
  const kinds = new Map(scans.map(({ task, kind }) => [task, kind]));
  const open = (task: string) => scans.filter((scan) => scan.task === task && isOpen(scan)).length;
  return (
    <PageFrame title={t('station:title')}>
      <Alert className="gate-alert" type="warning" showIcon title={t('shell:unreachable')} description={t('station:kept_help')} action={<Button onClick={again}>{t('ui:try_again')}</Button>} />
      <div className="station-tasks">
        {[...kinds].map(([task, kind]) => (
          <Link key={task} to={`/station/${task}`} className="station-task">
            <span className="station-what">
              <b>{kind === 'move' ? t('station:moving') : <Word of="RequestKind" is={kind} />}</b>
              <span className="quiet">{t('station:unsent', { count: open(task) })}</span>
            </span>
          </Link>
        ))}
      </div>
    </PageFrame>
  );
}
