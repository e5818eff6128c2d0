import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { download } from '../download';
import { useReport } from '../problems';
import { showTime } from '../values/time';

/** The lists the API can export as spreadsheets. */
export type ExportedList = 'users' | 'items' | 'requests' | 'loans' | 'movements' | 'audit/entries';

type Format = 'csv' | 'xlsx';

async function fetchFile(list: ExportedList, format: Format, query: Record<string, never>): Promise<Blob> {
  const options = { params: { path: { format }, query }, parseAs: 'blob' } as const;
  const calls = {
    users: () => api.GET('/api/v1/users.{format}', options),
    items: () => api.GET('/api/v1/items.{format}', options),
    requests: () => api.GET('/api/v1/requests.{format}', options),
    loans: () => api.GET('/api/v1/loans.{format}', options),
    movements: () => api.GET('/api/v1/movements.{format}', options),
    'audit/entries': () => api.GET('/api/v1/audit/entries.{format}', options),
  };
  const { data } = await calls[list]();
  return data as Blob;
}

interface Props {
  list: ExportedList;
  /** The filter of the list, as query parameters of the API. */
  query: object;
  /** Saves the rows on the screen; without it, only the whole list is offered. */
  shown?: { count: number; write: (name: string) => void };
}

/** Saves a list as a file: the rows on the screen, or everything the filter matches. */
export function ExportButton({ list, query, shown }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const report = useReport();
  const name = () => `${list.replace('/', '-')}-${showTime(new Date().toISOString(), 'second').replaceAll(/[-: ]/g, '')}`;
  const whole = useMutation({
    mutationFn: (format: Format) => fetchFile(list, format, query as Record<string, never>),
    onSuccess: (file, format) => {
      download(file, `${name()}.${format}`);
      message.success(t('ui:exported'));
    },
    onError: report,
  });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...(shown ? [{ key: 'shown', label: t('ui:export_shown', { count: shown.count }), disabled: shown.count === 0, onClick: () => shown.write(`${name()}.csv`) }] : []),
          { key: 'csv', label: t('ui:export_whole', { format: 'CSV' }), onClick: () => whole.mutate('csv') },
          { key: 'xlsx', label: t('ui:export_whole', { format: 'XLSX' }), onClick: () => whole.mutate('xlsx') },
        ],
      }}
    >
      <Button type="text" size="small" icon={<DownloadOutlined />} loading={whole.isPending}>{t('ui:export')}</Button>
    </Dropdown>
  );
}
