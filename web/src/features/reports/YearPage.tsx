import { PrinterOutlined } from '@ant-design/icons';
import { Button, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { FigureLink } from '@/parts/reports/FigureLink';
import { requestsWithin, stockAt } from '@/parts/reports/listFilters';
import { useReportYear, yearsAround } from '@/parts/reports/useReportYear';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { Count, Word } from '@/ui/values/values';
import { AgencyTable, MonthTable } from './YearTables';
import './reports.css';

type Report = Schemas['YearView'];

/** The report of a year, to read, explore and print. */
export default function YearPage() {
  const { t, i18n } = useTranslation();
  const [year, choose] = useReportYear();
  const { data, error, refetch } = queries.useQuery(
    'get',
    '/api/v1/reports/{year}',
    { params: { path: { year: year ?? 0 } }, headers: { 'Accept-Language': i18n.language } },
    { enabled: year !== undefined, staleTime: 60_000 },
  );
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!data || year === undefined) return <Splash />;
  return (
    <PageFrame
      title={t('reports:report_of', { year: data.year })}
      actions={
        <>
          <Select aria-label={t('reports:year')} value={year} options={yearsAround(year).map((value) => ({ value, label: t('reports:of_year', { year: value }) }))} onChange={choose} />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>{t('reports:print')}</Button>
        </>
      }
    >
      <section className="sheet">
        <Paragraph report={data} />
        <Figures report={data} />
      </section>
      <div className="columns">
        <section className="sheet"><BalanceLine report={data} /></section>
        <section className="sheet"><Hours hours={data.hours_saved} /></section>
      </div>
      <section className="sheet"><CategoryGap categories={data.categories} /></section>
      <section className="sheet"><h2>{t('reports:by_month')}</h2><MonthTable report={data} /></section>
      <section className="sheet"><h2>{t('reports:by_agency')}</h2><AgencyTable report={data} /></section>
    </PageFrame>
  );
}

/** The opening sentence of the report, with this year's figures. */
function Paragraph({ report }: { report: Report }) {
  const { t } = useTranslation();
  const of = Object.fromEntries(report.figures.map(({ name, value }) => [name, value])) as Record<Schemas['FigureName'], number>;
  return (
    <p className="report-text">
      {t('reports:paragraph', {
        year: report.year,
        agencies: of.agencies,
        intakes: of.intake_requests,
        received: of.pieces_received,
        outbounds: of.outbound_requests,
        released: of.pieces_released,
        loans: of.loan_requests,
        returns: of.loan_return_requests,
        lent: of.pieces_on_loan,
        held: of.pieces_in_custody,
        hours: report.hours_saved.hours,
      })}
    </p>
  );
}

/** The path of the list with the rows behind a figure. */
function rowsOf(name: Schemas['FigureName'], { from, before }: Report): string {
  const moved = (action: string) => `/movements?actions=${action}&moved_from=${from}&moved_before=${before}`;
  const submitted = (kind: Schemas['RequestKind']) => `/requests?${requestsWithin(kind, from, before)}`;
  const rows: Record<Schemas['FigureName'], string> = {
    agencies: '/agencies',
    intake_requests: submitted('intake'),
    outbound_requests: submitted('outbound'),
    loan_requests: submitted('loan'),
    loan_return_requests: submitted('loan_return'),
    pieces_received: moved('ItemReceived'),
    pieces_released: moved('ItemReleased'),
    pieces_on_loan: `/items?${stockAt('on_loan', before)}`,
    pieces_in_dispute: `/items?${stockAt('in_dispute', before)}`,
    pieces_lost: `/items?${stockAt('lost', before)}`,
    pieces_in_custody: `/items?${stockAt('in_custody', before)}`,
  };
  return rows[name];
}

function Figures({ report }: { report: Report }) {
  const { t } = useTranslation();
  return (
    <table className="report-table">
      <thead><tr><th>{t('reports:figure')}</th><th className="number">{t('reports:value')}</th><th>{t('reports:scope')}</th></tr></thead>
      <tbody>
        {report.figures.map(({ name, value, scope }) => (
          <tr key={name}>
            <td><Word of="FigureName" is={name} /></td>
            <td className="number"><FigureLink n={value} to={rowsOf(name, report)} /></td>
            <td className="quiet">{scope}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const STOCK = ['received', 'in_custody', 'on_loan', 'in_dispute', 'released', 'lost'] as const;

function BalanceLine({ report }: { report: Report }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('reports:balance')} <Tag color={report.balanced ? 'green' : 'red'}>{report.balanced ? t('reports:balanced') : t('reports:unbalanced')}</Tag></h2>
      <p className="quiet">{t('reports:balance_rule')}</p>
      <div className="report-wide">
        <table className="report-table">
          <thead><tr><th>{t('reports:when')}</th>{STOCK.map((name) => <th key={name} className="number">{t(`reports:${name}`)}</th>)}</tr></thead>
          <tbody>
            {(['opening', 'closing'] as const).map((when) => (
              <tr key={when}><td>{t(`reports:${when}`)}</td>{STOCK.map((name) => <td key={name} className="number"><FigureLink n={report[when][name]} to="/items" query={stockAt(name, when === 'opening' ? report.from : report.before)} /></td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Hours({ hours }: { hours: Schemas['HoursView'] }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('reports:hours')}</h2>
      <p className="report-formula">{t('reports:hours_formula', { agencies: hours.agencies, rate: hours.hours_per_agency_per_day, days: hours.days, hours: hours.hours })}</p>
      <p className="quiet">{hours.assumption}</p>
    </>
  );
}

/** The categories, their total, and what no category accounts for. */
function CategoryGap({ categories }: { categories: Schemas['CategoriesView'] }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('reports:by_category')}</h2>
      <div className="report-wide">
        <table className="report-table">
          <thead><tr>{categories.rows.map((row) => <th key={row.category} className="number"><Word of="Category" is={row.category} /></th>)}<th className="number">{t('reports:all')}</th></tr></thead>
          <tbody>
            <tr>
              {categories.rows.map((row) => <td key={row.category} className="number"><FigureLink n={row.pieces} to="/items" query={row.query} /></td>)}
              <td className="number"><strong><Count n={categories.received} /></strong></td>
            </tr>
          </tbody>
        </table>
      </div>
      <p className={categories.unclassified > 0 ? undefined : 'quiet'}>
        {t('reports:category_gap', { classified: categories.classified, received: categories.received, count: categories.unclassified })}
      </p>
    </>
  );
}
