import { PrinterOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { openFile } from '@/ui/download';
import { useReport } from '@/ui/problems';

/** Opens a table as a paper to be signed. */
export function TablePaper({ title, draw }: { title: string; draw: () => Promise<Blob> }) {
  const { t } = useTranslation();
  const report = useReport();
  const paper = useMutation({ mutationFn: draw, onSuccess: (file) => openFile(file, `${title}.pdf`), onError: report });
  return (
    <Button type="text" size="small" icon={<PrinterOutlined />} aria-label={`${t('reports:paper')} ${title}`} loading={paper.isPending} onClick={() => paper.mutate()}>
      {t('reports:paper')}
    </Button>
  );
}
