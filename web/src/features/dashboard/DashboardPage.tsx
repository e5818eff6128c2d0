import { Alert, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries } from '@/api/client';
import { Problem } from '@/api/problem';
import { useReportYear, yearsAround } from '@/parts/reports/useReportYear';
import { AgencyChart, MonthChart } from '@/parts/reports/YearCharts';
import { StaySums } from '@/parts/stays/StaySums';
import { WorkCounts } from '@/parts/work/WorkCounts';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { Time } from '@/ui/values/values';
import { Balance } from './Balance';
import { Categories } from './Categories';
import { Loans } from './Loans';
import { Occupancy } from './Occupancy';
import { Requests } from './Requests';
import './dashboard.css';

/** What the centre holds now, where it came from, and what is in progress; every figure links to its rows. */
export default function DashboardPage() {
  const { t } = useTranslation();
  const { data: stock, error, refetch } = queries.useQuery('get', '/api/v1/reports/stock', {}, { staleTime: 30_000 });
  if (error && !stock) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!stock) return <Splash />;
  return (
    <PageFrame title={t('reports:dashboard')} aside={<span className="quiet">{t('reports:as_of')} <Time at={stock.at} form="second" /></span>}>
      <WorkCounts alarms />
      <Balance line={stock.balance} balanced={stock.balanced} />
      <div className="dash">
        <section className="sheet dash-wide"><Months /></section>
        <section className="sheet"><Loans loans={stock.open_loans} /></section>
        <section className="sheet dash-wide">
          <h2>{t('reports:by_agency')}</h2>
          <AgencyChart agencies={stock.by_agency} />
        </section>
        <div>
          <section className="sheet"><Categories rows={stock.by_category} /></section>
          <section className="sheet"><Requests rows={stock.requests} /></section>
        </div>
      </div>
      <section className="sheet">
        <h2>{t('stays:title')}</h2>
        <StaySums />
      </section>
      <section className="sheet"><Occupancy places={stock.places} /></section>
    </PageFrame>
  );
}

/** The months of a year, with a year selector. */
function Months() {
  const { t } = useTranslation();
  const [year, choose] = useReportYear();
  const report = queries.useQuery('get', '/api/v1/reports/{year}', { params: { path: { year: year ?? 0 } } }, { enabled: year !== undefined, staleTime: 60_000 });
  return (
    <>
      <div className="dash-head">
        <h2>{t('reports:by_month')}</h2>
        <Select
          size="small"
          aria-label={t('reports:year')}
          value={year ?? null}
          options={year === undefined ? [] : yearsAround(year).map((value) => ({ value, label: t('reports:of_year', { year: value }) }))}
          onChange={(value) => value !== null && choose(value)}
        />
        <span className="filters-space" />
        {year !== undefined && <Link to={`/reports?year=${year}`}>{t('reports:to_year_report')}</Link>}
      </div>
      {report.error ? <Alert type="error" title={Problem.from(report.error).message} /> : report.data ? <MonthChart report={report.data} /> : <div className="dash-wait" />}
    </>
  );
}
