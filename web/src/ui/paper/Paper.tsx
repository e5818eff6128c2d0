// A statutory paper on A4: heading with number and QR code, facts, lines closed with "以下空白", signatures.
import { PrinterOutlined } from '@ant-design/icons';
import { Button, QRCode } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../session/me';
import { showTime } from '../values/time';
import './paper.css';

export interface PaperColumn<T> {
  key: string;
  title: string;
  /** Share of the width; without it, the column fits its text. */
  width?: string;
  number?: boolean;
  cell: (row: T) => ReactNode;
}

interface Props<T> {
  title: string;
  /** Who issues it; the centre unless said. */
  issuer?: string | undefined;
  /** The text of the QR code beside the title, repeated below it. */
  number: string;
  /** Label and value, two pairs per row; `wide` ones fill the row. */
  facts: readonly { label: string; value: ReactNode; wide?: boolean }[];
  columns: readonly PaperColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Who signs, by role. */
  signatures: readonly string[];
  /** How many copies, and who keeps them. */
  copies?: string;
  /** Shown between the lines and the signatures, such as the steps of a request. */
  children?: ReactNode;
}

export function Paper<T>({ title, issuer, number, facts, columns, rows, rowKey, signatures, copies, children }: Props<T>) {
  const { t } = useTranslation();
  const me = useMe();
  const [now] = useState(() => new Date().toISOString());
  return (
    <article className="paper" aria-label={title}>
      <header className="paper-head">
        <div>
          <h1>{title}</h1>
          <div className="paper-centre">{issuer ?? t('shell:title')}</div>
        </div>
        <figure className="paper-code">
          {/* The caption below repeats it. */}
          <div aria-hidden><QRCode type="svg" value={number} size={84} bordered={false} marginSize={0} color="#000" bgColor="#fff" /></div>
          <figcaption>{number}</figcaption>
        </figure>
      </header>
      <dl className="paper-facts">
        {facts.map(({ label, value, wide }) => <div key={label} className={wide ? 'paper-wide' : undefined}><dt>{label}</dt><dd>{value}</dd></div>)}
      </dl>
      <table className="paper-table">
        <thead>
          <tr>{columns.map(({ key, title: head, width }) => <th key={key} scope="col" style={width ? { width } : undefined}>{head}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>{columns.map(({ key, number: right, cell }) => <td key={key} className={right ? 'paper-number' : undefined}>{cell(row)}</td>)}</tr>
          ))}
          <tr><td className="paper-closed" colSpan={columns.length}>{t('ui:paper_closed')}</td></tr>
        </tbody>
      </table>
      {children}
      <div className="paper-signatures">
        {signatures.map((role) => <div key={role}><span>{role}</span><span>{t('ui:paper_date')}</span></div>)}
      </div>
      <footer className="paper-foot">
        {copies && <span>{copies}</span>}
        <span>{t('ui:paper_printed', { name: me.user.name, time: showTime(now, 'minute') })}</span>
      </footer>
    </article>
  );
}

export function PrintButton() {
  const { t } = useTranslation();
  return <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('ui:print_paper')}</Button>;
}
