import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import { Chart } from '@/ui/Chart';
import { movementsOf } from './listFilters';

/** Pieces received and released by month; a bar opens its movements. */
export function MonthChart({ report }: { report: Schemas['YearView'] }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const received = t('reports:received_in_month');
  const released = t('reports:released_in_month');
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
      legend: { top: 0, right: 0, itemHeight: 10 },
      tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: (value: number) => value.toLocaleString(i18n.language) },
      xAxis: { type: 'category', data: report.by_month.map(({ month }) => t('reports:month', { month })) },
      yAxis: { type: 'value' },
      series: [
        { name: received, type: 'bar', itemStyle: { color: '#3b6fd4' }, data: report.by_month.map((month) => month.received) },
        { name: released, type: 'bar', itemStyle: { color: '#e08a2e' }, data: report.by_month.map((month) => month.released) },
      ],
    }),
    [report, received, released, t, i18n.language],
  );
  const pick = (series: string, index: number) => {
    const month = report.by_month[index]?.month;
    if (month) void navigate(`/movements?${movementsOf(series === released ? 'ItemReleased' : 'ItemReceived', report.year, month)}`);
  };
  return <Chart option={option} height={260} label={t('reports:by_month')} onPick={pick} />;
}

/** What each agency has in the centre, largest first; a bar opens its items. */
export function AgencyChart({ agencies }: { agencies: Schemas['StockReport']['by_agency'] }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  // A horizontal chart draws its rows from the bottom up.
  const rows = useMemo(() => agencies.filter((row) => row.received.pieces > 0).toSorted((a, b) => a.in_custody.pieces - b.in_custody.pieces), [agencies]);
  const inCustody = t('reports:in_custody');
  const released = t('reports:released');
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 24, top: 30, bottom: 4, containLabel: true },
      legend: { top: 0, right: 0, itemHeight: 10 },
      tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, valueFormatter: (value: number) => value.toLocaleString(i18n.language) },
      xAxis: { type: 'value', splitNumber: 4 },
      yAxis: { type: 'category', data: rows.map(({ name }) => name), axisLabel: { width: 200, overflow: 'truncate', interval: 0 } },
      series: [
        { name: inCustody, type: 'bar', stack: 'all', itemStyle: { color: '#3b6fd4' }, data: rows.map((row) => row.in_custody.pieces) },
        { name: released, type: 'bar', stack: 'all', itemStyle: { color: '#e08a2e' }, data: rows.map((row) => row.released.pieces) },
      ],
    }),
    [rows, inCustody, released, i18n.language],
  );
  const pick = (series: string, index: number) => {
    const row = rows[index];
    if (row) void navigate(`/items?${(series === released ? row.released : row.in_custody).query}`);
  };
  return <Chart option={option} height={Math.max(120, 44 + rows.length * 24)} label={t('reports:by_agency')} onPick={pick} />;
}
