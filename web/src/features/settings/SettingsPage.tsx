import { App, Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { useWord } from '@/i18n/words';
import { useConfirm } from '@/ui/confirm';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { PaperSettings } from './PaperSettings';
import './settings.css';

type Setting = Schemas['SettingView'];

/** The periods and rates the centre works with. */
export default function SettingsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = queries.useQuery('get', '/api/v1/settings');
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!data) return <Splash />;
  return (
    <PageFrame title={t('settings:title')}>
      <section className="sheet">{data.map((setting) => <Row key={`${setting.name} ${setting.version}`} setting={setting} />)}</section>
      <PaperSettings />
    </PageFrame>
  );
}

/** Settings of which each value has a meaning of its own. */
const CHOICES: ReadonlySet<Setting['name']> = new Set(['second_factor_for', 'security_profile'] as const);

/** By which rules people sign in is said by another administrator than everything else, at addresses of its own. */
function put(setting: Setting, value: number) {
  const header = ifMatch(setting.version);
  if (setting.permission === 'manage_security_rules') return api.PUT('/api/v1/security-rules/{name}', { params: { path: { name: setting.name }, header }, body: { value } });
  if (setting.permission === 'manage_factors') return api.PUT('/api/v1/factor-rule', { params: { header }, body: { value } });
  return api.PUT('/api/v1/settings/{name}', { params: { path: { name: setting.name }, header }, body: { value } });
}

function Row({ setting }: { setting: Setting }) {
  const { t } = useTranslation();
  const word = useWord();
  const me = useMe();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const [value, setValue] = useState<number | null>(setting.value);
  const save = useAction(
    (wanted: number) => body(put(setting, wanted)),
    { changes: ['/api/v1/settings', '/api/v1/session'], done: () => message.success(t('settings:saved')) },
  );
  const manages = me.may(setting.permission);
  const isChoice = CHOICES.has(setting.name);
  const shown = (each: number) => (isChoice ? t(`settings:choices.${setting.name}.${each}`) : String(each));
  const changed = value !== null && value !== setting.value;
  const ask = async () => {
    if (changed && (await confirm({ title: t('settings:change', { name: word('SettingName', setting.name) }), content: t('settings:change_help', { from: shown(setting.value), to: shown(value) }), ok: t('ui:save') }))) save.mutate(value);
  };
  const name = word('SettingName', setting.name);
  return (
    <div className="setting">
      <div>
        <strong>{name}</strong>
        <div className="quiet">{t(`settings:help.${setting.name}`)}</div>
      </div>
      <div className="setting-value">
        {manages ? (
          <div className="row-actions">
            {isChoice ? (
              <Select className="setting-choice" aria-label={name} value={value} onChange={setValue} options={between(setting).map((each) => ({ value: each, label: shown(each) }))} />
            ) : (
              <InputNumber aria-label={name} min={setting.min} max={setting.max} precision={0} value={value} onChange={setValue} onPressEnter={() => void ask()} />
            )}
            <Button aria-label={`${t('ui:save')} ${name}`} disabled={!changed} loading={save.isPending} onClick={() => void ask()}>{t('ui:save')}</Button>
          </div>
        ) : (
          <strong className="figures">{shown(setting.value)}</strong>
        )}
        <div className="quiet">{isChoice ? t('settings:by_default', { standard: shown(setting.default) }) : t('settings:bounds', { min: setting.min, max: setting.max, standard: setting.default })}</div>
      </div>
    </div>
  );
}

/** Every value that the rules leave. */
function between({ min, max }: Setting): number[] {
  return Array.from({ length: max - min + 1 }, (_, at) => min + at);
}
