import { App, Button, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { useMe } from '@/app/me';
import { Failed, Splash } from '@/app/states';
import { useAction } from '@/ui/action';
import { useConfirm } from '@/ui/confirm';
import { PageFrame } from '@/ui/PageFrame';
import { Word } from '@/ui/show';
import '@/features/reports/reports.css';

type Setting = Schemas['SettingView'];

/** The periods and rates the house works with. */
export default function SettingsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = queries.useQuery('get', '/api/v1/settings');
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!data) return <Splash />;
  return (
    <PageFrame title={t('settings:title')}>
      <section className="sheet report-wide">
        <table className="report-table">
          <thead><tr><th>{t('settings:name')}</th><th>{t('settings:value')}</th><th className="number">{t('settings:default')}</th><th className="number">{t('settings:bounds')}</th></tr></thead>
          <tbody>{data.map((setting) => <Row key={`${setting.name} ${setting.version}`} setting={setting} />)}</tbody>
        </table>
      </section>
    </PageFrame>
  );
}

function Row({ setting }: { setting: Setting }) {
  const { t } = useTranslation();
  const me = useMe();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const [value, setValue] = useState<number | null>(setting.value);
  const save = useAction(
    (wanted: number) => body(api.PUT('/api/v1/settings/{name}', { params: { path: { name: setting.name }, header: ifMatch(setting.version) }, body: { value: wanted } })),
    { done: () => message.success(t('settings:saved')) },
  );
  const ask = async () => {
    if (value !== null && (await confirm({ title: t('settings:change'), content: t('settings:change_help', { from: setting.value, to: value }), ok: t('ui:save') }))) save.mutate(value);
  };
  return (
    <tr>
      <td><Word of="SettingName" is={setting.name} /></td>
      <td>
        {me.may('manage_settings') ? (
          <div className="toolbar">
            <InputNumber aria-label={setting.title} min={setting.min} max={setting.max} precision={0} value={value} onChange={setValue} />
            <Button disabled={value === null || value === setting.value} loading={save.isPending} onClick={() => void ask()}>{t('ui:save')}</Button>
          </div>
        ) : (
          setting.value
        )}
      </td>
      <td className="number">{setting.default}</td>
      <td className="number">{setting.min}–{setting.max}</td>
    </tr>
  );
}
