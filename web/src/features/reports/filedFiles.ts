import { api, type Schemas } from '@/api/client';

const pdf = (data: unknown) => new Blob([data as Blob], { type: 'application/pdf' });

/** A table of a week as a paper to be signed. */
export async function weeklyPaper(table: Schemas['WeeklyTable'], week_of: string): Promise<Blob> {
  const { data } = await api.GET('/api/v1/weekly-tables/{table}/paper.pdf', { params: { path: { table }, query: { week_of } }, parseAs: 'blob' });
  return pdf(data);
}

/** A sheet of what is overdue as a paper to be signed. */
export async function overduePaper(table: Schemas['OverdueTable']): Promise<Blob> {
  const { data } = await api.GET('/api/v1/overdue-tables/{table}/paper.pdf', { params: { path: { table } }, parseAs: 'blob' });
  return pdf(data);
}

/** All tables in one workbook. */
export async function workbook(week_of: string): Promise<Blob> {
  const { data } = await api.GET('/api/v1/filed-tables.xlsx', { params: { query: { week_of } }, parseAs: 'blob' });
  return data as Blob;
}
