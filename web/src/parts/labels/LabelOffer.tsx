import { PrinterOutlined } from '@ant-design/icons';
import { Button, type TableProps } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import { useMe } from '@/ui/session/me';
import { printAddress } from './printAddress';

/** A request page offers its labels once the request is approved. */
const PRINTABLE: readonly Schemas['RequestStatus'][] = ['approved', 'executing', 'awaiting_confirmation', 'completed'];

export function RequestLabels({ request }: { request: Schemas['RequestDetail'] }) {
  const { t } = useTranslation();
  const me = useMe();
  if (!me.may('print_labels') || !request.number || !PRINTABLE.includes(request.status)) return null;
  return <Link to={printAddress({ request: request.number, request_id: request.id })}><Button icon={<PrinterOutlined />}>{t('labels:of_request')}</Button></Link>;
}

export function CaseLabels({ of }: { of: Pick<Schemas['CaseView'], 'id' | 'case_no'> }) {
  const { t } = useTranslation();
  const me = useMe();
  if (!me.may('print_labels')) return null;
  return <Link to={printAddress({ case: of.case_no, case_id: of.id })}><Button icon={<PrinterOutlined />}>{t('labels:of_case')}</Button></Link>;
}

/** Lets people who may print labels choose rows of an item list for printing. */
export function useChosenLabels(): { button: ReactNode; selection: TableProps<Schemas['ItemView']>['rowSelection'] } {
  const { t } = useTranslation();
  const me = useMe();
  const [chosen, setChosen] = useState<{ ids: React.Key[]; codes: string[] }>({ ids: [], codes: [] });
  if (!me.may('print_labels')) return { button: null, selection: undefined };
  return {
    button: chosen.codes.length > 0 && (
      <Link to="/labels/print" state={{ items: chosen.codes }}><Button icon={<PrinterOutlined />}>{t('labels:of_chosen', { count: chosen.codes.length })}</Button></Link>
    ),
    selection: {
      selectedRowKeys: chosen.ids,
      preserveSelectedRowKeys: true,
      onChange: (ids, rows) => setChosen({ ids, codes: rows.map(({ code }) => code) }),
    },
  };
}
