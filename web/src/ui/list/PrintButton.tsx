import { PrinterOutlined } from '@ant-design/icons';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { App, Button, Modal, Progress, Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReport } from '../problems';
import type { PageOf } from './paging';
import { readOn } from './wholeList';

/** The most rows that are printed; a browser lays out a longer table for minutes. */
const PRINTED_AT_MOST = 10_000;

interface Props<T> {
  query: UseInfiniteQueryResult<InfiniteData<PageOf<T>>, unknown>;
  count: (() => Promise<number>) | undefined;
  disabled: boolean;
  /** Whether a list too long for paper can be exported instead. */
  exportable: boolean;
  /** Called when every row of the filter has been loaded. */
  onWhole: () => void;
}

/** Prints everything a list's filter matches: first reads the list to its end. */
export function PrintButton<T>({ query, count, disabled, exportable, onWhole }: Props<T>) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const report = useReport();
  const [reading, setReading] = useState<{ rows: number; total: number | undefined } | null>(null);
  const cancelled = useRef(false);
  useEffect(() => () => void (cancelled.current = true), []);

  const refuse = () => void modal.warning({ title: t('ui:print_too_long', { max: PRINTED_AT_MOST }), content: exportable ? t('ui:print_or_export') : t('ui:print_narrow') });

  const read = async () => {
    setReading({ rows: 0, total: undefined });
    const total = await count?.();
    if (total !== undefined && total > PRINTED_AT_MOST) return 'too_long';
    return await readOn(query, { atMost: PRINTED_AT_MOST, onProgress: (rows) => setReading({ rows, total }), isCancelled: () => cancelled.current });
  };
  const print = async () => {
    cancelled.current = false;
    if (!query.hasNextPage) return onWhole();
    try {
      const end = await read();
      if (cancelled.current) return;
      if (end === 'whole') onWhole();
      else refuse();
    } catch (error) {
      if (!cancelled.current) report(error);
    } finally {
      setReading(null);
    }
  };
  const cancel = () => {
    cancelled.current = true;
    setReading(null);
  };
  return (
    <>
      <Tooltip title={t('ui:print')}>
        <Button type="text" size="small" icon={<PrinterOutlined />} aria-label={t('ui:print')} disabled={disabled} onClick={() => void print()} />
      </Tooltip>
      <Modal
        rootClassName="no-print"
        open={reading !== null}
        title={t('ui:print_reading')}
        transitionName=""
        maskTransitionName=""
        closable={false}
        destroyOnHidden
        footer={<Button onClick={cancel}>{t('ui:cancel')}</Button>}
      >
        {reading?.total !== undefined && <Progress percent={Math.floor((reading.rows / Math.max(reading.total, 1)) * 100)} />}
        <p role="status">{t('ui:loaded', { count: reading?.rows ?? 0 })}</p>
      </Modal>
    </>
  );
}
