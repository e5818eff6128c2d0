import { FileExcelOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { LISTS } from '@/api/words';
import { download } from '@/ui/download';
import { PageFrame } from '@/ui/page/PageFrame';
import { Splash } from '@/ui/page/pageStates';
import { useReport } from '@/ui/problems';
import { DayPicker } from '@/ui/values/CentrePicker';
import { forPicker } from '@/ui/values/time';
import { workbook } from './filedFiles';
import { OverdueTable } from './OverdueTable';
import { noonOf, useWeek } from './useWeek';
import { WeeklyTable } from './WeeklyTable';
import './reports.css';

/** The tables that are filed each week: on screen, as papers to be signed, and all in one workbook. */
export default function FiledTablesPage() {
  const { t } = useTranslation();
  const report = useReport();
  const [day, choose] = useWeek();
  const book = useMutation({
    mutationFn: (week: string) => workbook(noonOf(week)),
    onSuccess: (file, week) => download(file, `${t('reports:filed_tables')}-${week}.xlsx`),
    onError: report,
  });
  if (day === undefined) return <Splash />;
  return (
    <PageFrame
      title={t('reports:filed_tables')}
      actions={
        <>
          <DayPicker picker="week" aria-label={t('reports:week')} value={forPicker(noonOf(day))} allowClear={false} presets={[]} onChange={(picked) => picked && choose(picked.format('YYYY-MM-DD'))} />
          <Button icon={<FileExcelOutlined />} loading={book.isPending} onClick={() => book.mutate(day)}>{t('reports:workbook')}</Button>
        </>
      }
    >
      {LISTS.WeeklyTable.map((table) => <WeeklyTable key={table} table={table} weekOf={noonOf(day)} />)}
      <p className="quiet">{t('reports:overdue_now')}</p>
      {LISTS.OverdueTable.map((table) => <OverdueTable key={table} table={table} />)}
    </PageFrame>
  );
}
