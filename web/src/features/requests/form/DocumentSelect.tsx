import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData } from '@tanstack/react-query';
import { Button, Form, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, queries, type Schemas } from '@/api/client';
import { useWord } from '@/i18n/words';
import { DocumentFields } from '@/parts/documents/DocumentFields';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { FirstHits } from '@/ui/list/FirstHits';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { fromPicker, pickerNow, showTime } from '@/ui/values/time';

interface Props {
  caseId: string;
  value?: string | null;
  onChange?: (id: string) => void;
  id?: string;
}

const OFFERED = 50;

/** Chooses a document of the case, the newest or one found by part of its number or title, or registers one on the spot. */
export function DocumentSelect({ caseId, value, onChange, id }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const found = queries.useQuery('get', '/api/v1/documents', { params: { query: { case_id: caseId, state: 'in_force', ...(wanted ? { q: wanted } : {}), limit: OFFERED } } }, { placeholderData: keepPreviousData });
  const held = queries.useQuery('get', '/api/v1/documents/{id}', { params: { path: { id: value ?? '' } } }, { enabled: Boolean(value) });
  const rows = [...(found.data?.rows ?? [])];
  if (held.data && !rows.some((row) => row.id === held.data.id)) rows.unshift(held.data);
  return (
    <div className="joined">
      <Select
        {...(id ? { id } : {})}
        className="wide"
        value={value ?? null}
        loading={found.isFetching}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        popupRender={(menu) => <FirstHits menu={menu} count={OFFERED} more={Boolean(found.data?.next)} />}
        placeholder={t('requests:choose_document')}
        notFoundContent={wanted ? t('requests:document_unknown') : t('requests:no_documents')}
        onChange={onChange}
        options={rows.map((row) => ({ value: row.id, label: `${row.state === 'in_force' ? '' : `${word('RecordState', row.state)} · `}${word('DocumentKind', row.kind)} · ${row.number} · ${row.title} · ${showTime(row.issued_at, 'day')}` }))}
      />
      <Button icon={<PlusOutlined />} onClick={() => setOpen(true)}>{t('requests:register_document')}</Button>
      <NewDocument caseId={caseId} open={open} close={() => setOpen(false)} made={(made) => onChange?.(made)} />
    </div>
  );
}

const TIMES = ['issued_at'] as const;

type Fields = { kind: Schemas['DocumentKind']; number: string; title: string; issued_at: Dayjs };

function NewDocument({ caseId, open, close, made }: { caseId: string; open: boolean; close: () => void; made: (id: string) => void }) {
  const { t } = useTranslation();
  const report = useReport();
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(`document/${caseId}`);
  const register = useAction((input: Schemas['NewDocument'], once) => body(api.POST('/api/v1/documents', { params: { header: once }, body: input })), {
    changes: ['/api/v1/documents'],
    done: (document) => {
      made(document.id);
      draft.forget();
      close();
    },
    failed: (problem) => {
      if (!fieldErrors(form, problem)) report(problem);
    },
  });
  return (
    <Modal title={t('requests:register_document')} open={open} onCancel={close} okText={t('requests:register_document')} confirmLoading={register.isPending} onOk={form.submit} destroyOnHidden>
      <DraftForm<Fields> draft={draft}
        form={form}
        layout="vertical"
        times={TIMES}
        initialValues={{ kind: 'disposition', issued_at: pickerNow().startOf('day') }}
        onFinish={({ kind, number, title, issued_at }) => register.mutate({ case_id: caseId, kind, number, title, issued_at: fromPicker(issued_at.startOf('day')) })}
      >
        <DocumentFields />
      </DraftForm>
    </Modal>
  );
}
