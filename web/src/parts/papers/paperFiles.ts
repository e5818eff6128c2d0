import { api, type Schemas } from '@/api/client';

/** What a paper is made from: a request or a seizure list. */
export type PaperSource = { request_id: string } | { seizure_list_id: string };

const pdf = (data: unknown) => new Blob([data as Blob], { type: 'application/pdf' });

/** The file of an issued paper. */
export async function paperFile(id: string): Promise<Blob> {
  const { data } = await api.GET('/api/v1/papers/{id}/paper.pdf', { params: { path: { id } }, parseAs: 'blob' });
  return pdf(data);
}

/** A paper as it would be issued now, with a watermark. */
export async function previewFile(form: Schemas['PaperForm'], source: PaperSource): Promise<Blob> {
  const { data } = await api.GET('/api/v1/paper-preview', { params: { query: { form, ...source } }, parseAs: 'blob' });
  return pdf(data);
}
