import { api } from '@/api/client';
import { download } from '@/ui/download';

/** The file of a batch; the same call gives the same file. */
export async function batchFile(id: string): Promise<Blob> {
  const { data } = await api.GET('/api/v1/print-batches/{id}/labels.pdf', { params: { path: { id } }, parseAs: 'blob' });
  return new Blob([data as Blob], { type: 'application/pdf' });
}

/** The page that shows whether the printer moves or scales. */
export async function calibrationFile(id: string): Promise<Blob> {
  const { data } = await api.GET('/api/v1/paper-profiles/{id}/calibration.pdf', { params: { path: { id } }, parseAs: 'blob' });
  return new Blob([data as Blob], { type: 'application/pdf' });
}

/** Shows a file in its own window; where windows are blocked it is saved. */
export function openFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  if (window.open(url) === null) download(content, name);
  setTimeout(() => URL.revokeObjectURL(url), 600_000);
}
