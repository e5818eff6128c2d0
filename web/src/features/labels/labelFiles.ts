import { api } from '@/api/client';

/** The PDF of a batch; it is on record who fetched it, and a further copy needs a reason. */
export async function batchFile(id: string, reason?: string): Promise<Blob> {
  const query = reason === undefined ? {} : { reason };
  const { data } = await api.GET('/api/v1/print-batches/{id}/labels.pdf', { params: { path: { id }, query }, parseAs: 'blob' });
  return new Blob([data as Blob], { type: 'application/pdf' });
}

/** The calibration page, which shows whether the printer shifts or scales. */
export async function calibrationFile(id: string): Promise<Blob> {
  const { data } = await api.GET('/api/v1/paper-profiles/{id}/calibration.pdf', { params: { path: { id } }, parseAs: 'blob' });
  return new Blob([data as Blob], { type: 'application/pdf' });
}
