import { Tag } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { FigureLink } from '@/parts/reports/FigureLink';

type Line = Schemas['StockLine'];
const PARTS = ['in_custody', 'on_loan', 'in_dispute', 'released', 'lost'] as const;

/** Received = in custody + on loan + in dispute + released + lost, each as a card that links to its items. */
export function Balance({ line, balanced }: { line: Line; balanced: boolean }) {
  const { t } = useTranslation();
  const card = (name: keyof Line) => (
    <div className={`sheet balance-card balance-${name}`}>
      <span className="quiet">{t(`reports:${name}`)}</span>
      <strong><FigureLink n={line[name].pieces} to="/items" query={line[name].query} label={t(`reports:${name}`)} /></strong>
      <span className="quiet">{t('reports:in_items', { count: line[name].items })}</span>
    </div>
  );
  return (
    <section className="balance" aria-label={t('reports:balance')}>
      {card('received')}
      {PARTS.map((name, index) => (
        <Fragment key={name}>
          <span className="balance-sign" aria-hidden>{index === 0 ? '=' : '+'}</span>
          {card(name)}
        </Fragment>
      ))}
      <Tag className="balance-tag" color={balanced ? 'green' : 'red'}>{balanced ? t('reports:balanced') : t('reports:unbalanced')}</Tag>
    </section>
  );
}
