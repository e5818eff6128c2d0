import { App, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { useWord } from '@/i18n/words';
import { PlaceField } from '@/parts/places/PlaceField';
import { SecondCustodianDialog } from '@/parts/second_custodian/SecondCustodianDialog';
import { DraftForm, useFormDraft } from '@/ui/drafts/DraftForm';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { Code } from '@/ui/values/values';

/** The centre head's resolution of a discrepancy: one of those possible, with an opinion. */
export function ResolveDiscrepancy({ discrepancy, onClose }: { discrepancy: Schemas['DiscrepancyView']; onClose: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const report = useReport();
  const { message } = App.useApp();
  const [form] = Form.useForm<Schemas['NewResolution']>();
  const draft = useFormDraft(`discrepancy/${discrepancy.id}`);
  const resolution = Form.useWatch('resolution', form);
  const [asked, setAsked] = useState<Schemas['NewResolution'] | null>(null);
  const act = useAction(
    (given: Schemas['NewResolution'], once) =>
      body(api.POST('/api/v1/discrepancies/{id}/resolution', { params: { path: { id: discrepancy.id }, header: { ...once, ...ifMatch(discrepancy.item_version) } }, body: given })),
    {
      done: () => {
        message.success(t('discrepancies:resolved'));
        draft.forget();
        onClose();
      },
      failed: (problem, given) => {
        if (problem.code === 'second_custodian_needed') setAsked(given);
        else if (!fieldErrors(form, problem)) report(problem);
      },
    },
  );
  return (
    <Modal
      open
      title={t('discrepancies:resolve_title')}
      okText={resolution ? word('Resolution', resolution) : t('discrepancies:resolve')}
      okButtonProps={{ danger: resolution === 'lost' }}
      cancelText={t('ui:cancel')}
      confirmLoading={act.isPending}
      onCancel={onClose}
      onOk={form.submit}
    >
      <p><b>{discrepancy.name}</b> <Code>{discrepancy.code}</Code><br /><span className="quiet">{word('Condition', discrepancy.condition)} · {discrepancy.reason}</span></p>
      <DraftForm<Schemas['NewResolution']> draft={draft} form={form} layout="vertical" requiredMark={false} initialValues={{ resolution: discrepancy.resolutions[0], opinion: '' }} onFinish={(given) => act.mutate(given)}>
        <Form.Item name="resolution" label={t('discrepancies:resolution')}>
          <Radio.Group
            options={discrepancy.resolutions.map((each) => ({ value: each, label: <><b>{word('Resolution', each)}</b> <span className="quiet">{t(`discrepancies:means.${each}`)}</span></> }))}
            style={{ display: 'grid', gap: 8 }}
          />
        </Form.Item>
        {resolution === 'found' && (
          <Form.Item name="place" label={t('station:place')}>
            <PlaceField />
          </Form.Item>
        )}
        <Form.Item name="opinion" label={t('discrepancies:opinion')} rules={[{ required: true, whitespace: true, message: t('ui:reason_needed') }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </DraftForm>
      <SecondCustodianDialog open={asked !== null} waiting={1} onClose={() => setAsked(null)} onConfirmed={({ token }) => asked && act.mutate({ ...asked, confirmation: token })} />
    </Modal>
  );
}
