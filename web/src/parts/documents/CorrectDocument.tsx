import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { useWord } from '@/i18n/words';
import { CorrectionDialog } from '@/parts/corrections/CorrectionDialog';
import type { CorrectedField } from '@/parts/corrections/changes';
import { forPicker, fromPicker } from '@/ui/values/time';
import { DocumentFields } from './DocumentFields';

interface Fields {
  kind: Schemas['DocumentKind'];
  number: string;
  title: string;
  issued_at: Dayjs;
}

const TIMES = ['issued_at'] as const;
export const DOCUMENTS = ['/api/v1/documents'] as const;

/** Corrects a document as it was seen when the dialog was opened. */
export function CorrectDocument({ document, close }: { document: Schemas['DocumentView']; close: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const { kind, number, title } = document;
  const fields: CorrectedField<Fields>[] = [
    { name: 'kind', label: t('requests:document_kind'), show: (values) => (values.kind ? word('DocumentKind', values.kind) : '') },
    { name: 'number', label: t('requests:document_number'), show: (values) => values.number ?? '' },
    { name: 'title', label: t('requests:document_title'), show: (values) => values.title ?? '' },
    { name: 'issued_at', label: t('requests:document_issued'), show: (values) => values.issued_at?.format('YYYY-MM-DD') ?? '' },
  ];
  return (
    <CorrectionDialog<Fields, Schemas['DocumentView']>
      title={t('corrections:document_title', { number })}
      help={t('corrections:document_help')}
      scope={`correction/document/${document.id}`}
      known={{ kind, number, title, issued_at: forPicker(document.issued_at) }}
      fields={fields}
      times={TIMES}
      send={({ issued_at, ...rest }, once) =>
        body(api.POST('/api/v1/documents/{id}/correction', { params: { path: { id: document.id }, header: { ...once, ...ifMatch(document.version) } }, body: { ...rest, issued_at: dayOf(issued_at, document.issued_at) } }))
      }
      changes={DOCUMENTS}
      done={() => undefined}
      close={close}
    >
      <DocumentFields />
    </CorrectionDialog>
  );
}

/** The day that was picked; the same day is the same time, whatever hour the document has. */
function dayOf(picked: Dayjs, known: string): string {
  return picked.isSame(forPicker(known), 'day') ? known : fromPicker(picked.startOf('day'));
}
