import { App, Button, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { fieldErrors, useReport } from '@/ui/problems';
import { Failed } from '@/ui/page/pageStates';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { toPaperSettings } from './paperBody';

type View = Schemas['PaperSettingsView'];
type Settings = Schemas['PaperSettings'];

/** How papers are headed, numbered and copied. */
export function PaperSettings() {
  const { data, error, refetch } = queries.useQuery('get', '/api/v1/paper-settings');
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  return data ? <Sheet key={data.version} view={data} /> : null;
}

function Sheet({ view }: { view: View }) {
  const { t } = useTranslation();
  const me = useMe();
  const { message } = App.useApp();
  const report = useReport();
  const [form] = Form.useForm<Settings>();
  const save = useAction((settings: Settings) => body(api.PUT('/api/v1/paper-settings', { params: { header: ifMatch(view.version) }, body: settings })), {
    changes: ['/api/v1/paper-settings'],
    done: () => message.success(t('papers:saved')),
    failed: (problem) => void (fieldErrors(form, problem) || report(problem)),
  });
  const copies = view.forms.map((one) => ({ form: one.form, copies: one.copies }));
  const may = me.may('manage_settings');
  return (
    <section className="sheet">
      <h2>{t('papers:settings')}</h2>
      <Form form={form} layout="vertical" disabled={!may} initialValues={{ ...view.settings, copies }} onFinish={(settings) => save.mutate(toPaperSettings(settings, view.forms))}>
        <Form.Item name="letterhead" label={t('papers:letterhead')} extra={t('papers:letterhead_help')}><Input maxLength={60} /></Form.Item>
        <Form.Item name="number_pattern" label={t('papers:pattern')} extra={<>{t('papers:pattern_help')} {t('papers:example', { number: view.example })}</>}><Input maxLength={60} /></Form.Item>
        {view.forms.map((one, at) => (
          <Form.Item key={one.form} name={['copies', at, 'copies']} label={`${t(`words:PaperForm.${one.form}`)} · ${t('papers:copies')}`} extra={one.note}><InputNumber min={1} max={9} precision={0} /></Form.Item>
        ))}
        {may && <Button htmlType="submit" loading={save.isPending}>{t('ui:save')}</Button>}
      </Form>
    </section>
  );
}
