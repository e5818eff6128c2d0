import { DeleteOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { Word } from '@/ui/values/values';
import { LimitFields } from './LimitFields';
import type { Rule } from './ownRules';

const TEXT = 300;

interface Props {
  at: number;
  rule: Rule;
  /** The rule as the program comes with it; none for one of the centre's. */
  national: Rule | undefined;
  remove: () => void;
}

/** The fields of a rule: all of one of the centre's, else its limits, its warning and whether it is on. */
export function RuleCard({ at, rule, national, remove }: Props) {
  const { t, i18n } = useTranslation();
  const form = Form.useFormInstance();
  const name = (i18n.language === 'en' ? rule.title?.en : rule.title?.zh) || rule.code || t('deadlines:new_rule');
  const law = national?.ground;
  return (
    <section className="sheet" aria-label={name}>
      <h2>{name}</h2>
      {law && <p className="quiet">{i18n.language === 'en' ? `${law.law.en} ${law.article.en}: ${law.text.en}` : `${law.law.zh}${law.article.zh}：${law.text.zh}`} {t('deadlines:law_kept')}</p>}
      {!national && <OwnFields at={at} />}
      <Form.Item name={[at, 'enabled']} label={t('deadlines:enabled')} valuePropName="checked" {...(law ? { extra: t('deadlines:law_stays_on') } : {})}><Switch disabled={Boolean(law)} /></Form.Item>
      <LimitFields at={at} start={rule.start} />
      {rule.warn_setting ? (
        <Form.Item label={t('deadlines:warn')}><Word of="SettingName" is={rule.warn_setting} /></Form.Item>
      ) : (
        <Form.Item name={[at, 'warn_hours']} label={t('deadlines:warn_hours')}><InputNumber min={0} max={87600} precision={0} /></Form.Item>
      )}
      {national ? (
        <Button onClick={() => form.setFieldValue(['rules', at], structuredClone(national))}>{t('deadlines:as_national')}</Button>
      ) : (
        <Button danger icon={<DeleteOutlined />} onClick={remove}>{t('deadlines:remove_rule')}</Button>
      )}
    </section>
  );
}

/** What only a rule of the centre's can say otherwise. */
function OwnFields({ at }: { at: number }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const ground = Form.useWatch(['rules', at, 'ground'], { form, preserve: true }) as Schemas['Ground'] | null | undefined;
  // Within the list of rules, fields are named from the rule on.
  const field = (...path: string[]) => [at, ...path];
  return (
    <>
      <Form.Item name={field('code')} label={t('deadlines:code')} extra={t('deadlines:code_help')}><Input maxLength={64} /></Form.Item>
      <Both path={field('title')} label={t('deadlines:what')} />
      <WordField of="ClockStart" path={field('start')} label={t('deadlines:start')} />
      <WordField of="ClockOwner" path={field('owner')} label={t('deadlines:owner')} />
      <WordField of="ClockEffect" path={field('effect')} label={t('deadlines:effect')} />
      <Form.Item label={t('deadlines:has_law')}>
        <Switch aria-label={t('deadlines:has_law')} checked={Boolean(ground)} onChange={(has) => form.setFieldValue(['rules', at, 'ground'], has ? { law: { zh: '', en: '' }, article: { zh: '', en: '' }, text: { zh: '', en: '' } } : null)} />
      </Form.Item>
      {ground && (
        <>
          <Both path={field('ground', 'law')} label={t('deadlines:law')} />
          <Both path={field('ground', 'article')} label={t('deadlines:article')} />
          <Both path={field('ground', 'text')} label={t('deadlines:law_text')} />
        </>
      )}
    </>
  );
}

function Both({ path, label }: { path: (string | number)[]; label: string }) {
  const { t } = useTranslation();
  return (['zh', 'en'] as const).map((language) => (
    <Form.Item key={language} name={[...path, language]} label={t('deadlines:in_language', { label, language: t(`deadlines:languages.${language}`) })}><Input maxLength={TEXT} /></Form.Item>
  ));
}

function WordField({ of, path, label }: { of: 'ClockStart' | 'ClockOwner' | 'ClockEffect'; path: (string | number)[]; label: string }) {
  const word = useWord();
  return <Form.Item name={path} label={label}><Select options={LISTS[of].map((value) => ({ value, label: word(of, value) }))} /></Form.Item>;
}
