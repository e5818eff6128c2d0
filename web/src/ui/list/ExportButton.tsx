import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type ExportedList } from '@/api/client';
import { download } from '../download';
import { useReport } from '../problems';
import { showTime } from '../values/time';

type Format = 'csv' | 'xlsx';

async function fetchFile(list: ExportedList, format: Format, query: Record<string, never>): Promise<Blob> {
  const options = { params: { path: { format }, query }, querySerializer: { array: { style: 'form', explode: false } }, parseAs: 'blob' } as const;
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

interface Wanted {
  format: Format;
  /** Every column there is, not only those shown. */
  every?: boolean;
}

interface Props {
  list: ExportedList;
  /** The filter of the list, as query parameters of the API. */
  query: object;
  /** The columns shown, in their order. */
  columns: readonly string[];
  /** Saves the rows on the screen; without it, only the whole list is offered. */
  shown?: { count: number; write: (name: string) => void };
}

/** Saves a list as a file: the rows on the screen, or everything the filter matches. */
export function ExportButton({ list, query, columns, shown }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const report = useReport();
  const name = () => `${list.replace('/', '-')}-${showTime(new Date().toISOString(), 'second').replaceAll(/[-: ]/g, '')}`;
  const whole = useMutation({
    mutationFn: ({ format, every }: Wanted) => fetchFile(list, format, { ...query, ...(every ? {} : { columns }) } as Record<string, never>),
    onSuccess: (file, { format }) => {
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
          { key: 'csv', label: t('ui:export_whole', { format: 'CSV' }), onClick: () => whole.mutate({ format: 'csv' }) },
          { key: 'xlsx', label: t('ui:export_whole', { format: 'XLSX' }), onClick: () => whole.mutate({ format: 'xlsx' }) },
          { key: 'every-csv', label: t('ui:export_every', { format: 'CSV' }), onClick: () => whole.mutate({ format: 'csv', every: true }) },
          { key: 'every-xlsx', label: t('ui:export_every', { format: 'XLSX' }), onClick: () => whole.mutate({ format: 'xlsx', every: true }) },
        ],
      }}
    >
      <Button type="text" size="small" icon={<DownloadOutlined />} loading={whole.isPending}>{t('ui:export')}</Button>
    </Dropdown>
  );
}
