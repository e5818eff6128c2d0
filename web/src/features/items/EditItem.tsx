import { EditOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Form, Grid } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { useMe } from '@/app/me';
import { useAction } from '@/ui/action';
import { useReport } from '@/ui/problems';
import { isCategory } from '../seizure_lists/grid/columns';
import { columnOf, toItem } from '../seizure_lists/grid/lines';
import type { Cells } from '../station/corrected';
import { Corrections } from '../station/Corrections';

/** Corrects what the seizure list says of an item, by the fields of the grid it was typed into. */
export function EditItem({ item }: { item: Schemas['ItemDetail'] }) {
  const { t } = useTranslation();
  const me = useMe();
  const report = useReport();
  const { message } = App.useApp();
  const phone = !(Grid.useBreakpoint().md ?? true);
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ cells?: Cells }>();
  const edit = useAction(
    (input: Schemas['NewItem']) => body(api.PATCH('/api/v1/items/{id}', { params: { path: { id: item.id }, header: ifMatch(item.version) }, body: input })),
    {
      changes: ['/api/v1/items'],
      done: () => {
        message.success(t('items:edited'));
        setOpen(false);
      },
      failed: (problem) => {
        const known = problem.fields.flatMap(({ pointer, detail }) => {
          const key = columnOf(pointer);
          return key ? [{ name: ['cells', key] as never, errors: [detail] }] : [];
        });
        form.setFields(known);
        if (known.length < problem.fields.length || known.length === 0) report(problem);
      },
    },
  );
  // Goods that have been received are corrected by the custodian who inspects them; the API decides.
  if (!me.may('edit_items') || item.custody_state !== 'registered') return null;

  const send = ({ cells = {} }: { cells?: Cells }) => {
    const { item: read, problems } = toItem({ id: 0, cells }, isCategory);
    if (problems.size === 0) return edit.mutate(read);
    form.setFields([...problems].map(([key, problem]) => ({ name: ['cells', key] as never, errors: [t(`seizure_lists:problem.${problem}`)] })));
  };
  return (
    <>
      <Button icon={<EditOutlined />} onClick={() => setOpen(true)}>{t('items:edit')}</Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement={phone ? 'bottom' : 'right'}
        size={phone ? '88%' : 520}
        title={t('items:edit')}
        destroyOnHidden
        footer={<Button type="primary" size="large" block loading={edit.isPending} onClick={form.submit}>{t('items:edit')}</Button>}
      >
        <p className="quiet">{t('items:edit_help')}</p>
        <Form form={form} layout="vertical" requiredMark={false} preserve={false} onFinish={send}>
          <Corrections item={item.id} />
        </Form>
      </Drawer>
    </>
  );
}
