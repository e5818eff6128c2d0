import { EditOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Form, Grid, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { type Cells, cellsOf, columnOf, toCorrection } from '@/parts/description/descriptionCells';
import type { ColumnKey } from '@/parts/description/descriptionColumns';
import { DescriptionFields } from '@/parts/description/DescriptionFields';
import { SecondCustodianDialog } from '@/parts/second_custodian/SecondCustodianDialog';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';

interface Fields {
  cells?: Cells;
  reason?: string;
}

interface Props {
  item: Schemas['ItemDetail'];
  received: boolean;
}

/** A category changes only by classification; a wrong count is a discrepancy. */
const FIXED: readonly ColumnKey[] = ['category', 'pieces'];
const NONE: readonly ColumnKey[] = [];

/** Corrects an item's description as entered from the seizure list; once received, a reason is required. */
export function EditItem({ item, received }: Props) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Schemas['ItemDetail'] | null>(null);
  return (
    <>
      <Button icon={<EditOutlined />} onClick={() => setEdited(item)}>{t('items:edit')}</Button>
      {edited && <Correction item={edited} received={received} close={() => setEdited(null)} />}
    </>
  );
}

/** The form, for the version of the item it was opened on. */
function Correction({ item, received, close }: Props & { close: () => void }) {
  const { t } = useTranslation();
  const report = useReport();
  const { message } = App.useApp();
  const phone = !(Grid.useBreakpoint().md ?? true);
  const [asked, setAsked] = useState<Schemas['Correction'] | null>(null);
  const [form] = Form.useForm<Fields>();
  const draft = useFormDraft(`item-edit/${item.id}`);
  const call = { params: { path: { id: item.id }, header: ifMatch(item.version) } };
  const edit = useAction(
    ({ reason, ...correction }: Schemas['Correction']) =>
      received
        ? body(api.PUT('/api/v1/items/{id}/description', { ...call, body: { reason, ...correction } }))
        : body(api.PATCH('/api/v1/items/{id}', { ...call, body: correction.description })),
    {
      changes: ['/api/v1/items'],
      shows: '/api/v1/items',
      done: () => {
        message.success(t('items:edited'));
        draft.forget();
        close();
      },
      failed: (problem, correction) => {
        if (problem.code === 'second_custodian_needed') return setAsked(correction);
        const known = problem.fields.flatMap(({ pointer, detail }) => {
          const key = columnOf(pointer);
          return key ? [{ name: ['cells', key] as never, errors: [detail] }] : [];
        });
        form.setFields(known);
        if (known.length < problem.fields.length || known.length === 0) report(problem);
      },
    },
  );

  const send = ({ cells = {}, reason = '' }: Fields) => {
    const { item: read, problems } = toCorrection(cells);
    if (problems.size === 0) return edit.mutate({ description: read, reason });
    form.setFields([...problems].map(([key, problem]) => ({ name: ['cells', key] as never, errors: [t(`seizure_lists:problem.${problem}`)] })));
  };
  return (
    <Drawer
      open
      onClose={close}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '88%' : 520}
      title={t('items:edit')}
      footer={<Button type="primary" size="large" block loading={edit.isPending} onClick={form.submit}>{t('items:edit')}</Button>}
    >
      <p className="quiet">{t(received ? 'items:correct_help' : 'items:edit_help')}</p>
      <DraftForm<Fields> draft={draft} edits form={form} layout="vertical" requiredMark={false} preserve={false} initialValues={{ cells: cellsOf(item) }} onFinish={send}>
        <DescriptionFields fixed={received ? FIXED : NONE} />
        {received && (
          <Form.Item name="reason" label={t('station:reason')} rules={[{ required: true, whitespace: true, message: t('ui:reason_needed') }]}>
            <Input.TextArea rows={2} maxLength={500} showCount />
          </Form.Item>
        )}
      </DraftForm>
      <SecondCustodianDialog open={asked !== null} waiting={1} onClose={() => setAsked(null)} onConfirmed={({ token }) => asked && edit.mutate({ ...asked, confirmation: token })} />
    </Drawer>
  );
}
