import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { Word } from '@/ui/values/values';

type Limit = Schemas['WrittenLimit'];

const MOST = 3650;
const LIMITS = 20;

/** How long a rule allows which kinds of agency; the first line that holds for an agency counts. */
export function LimitFields({ at, start }: { at: number; start: Schemas['ClockStart'] }) {
  const { t } = useTranslation();
  return (
    <Form.List name={[at, 'limits']}>
      {(lines, { add, remove }) => (
        <Form.Item label={t('deadlines:limit')} extra={t('deadlines:limit_help')}>
          {lines.map(({ key, name }) => <LimitLine key={key} path={['rules', at, 'limits', name]} place={name} start={start} remove={lines.length > 1 ? () => remove(name) : undefined} />)}
          {lines.length < LIMITS && <Button icon={<PlusOutlined />} onClick={() => add({ agency_kinds: [], amount: 1, setting: null, unit: 'calendar_days' }, 0)}>{t('deadlines:add_limit')}</Button>}
        </Form.Item>
      )}
    </Form.List>
  );
}

interface LineProps {
  path: (string | number)[];
  place: number;
  start: Schemas['ClockStart'];
  remove: (() => void) | undefined;
}

function LimitLine({ path, place, start, remove }: LineProps) {
  const { t } = useTranslation();
  const word = useWord();
  const form = Form.useFormInstance();
  const limit = Form.useWatch(path, { form, preserve: true }) as Limit | undefined;
  const number = place + 1;
  const units = LISTS.ClockUnit.filter((unit) => unit !== 'as_agreed' || start === 'handed_out' || start === 'notice_sent');
  const kinds = LISTS.AgencyKind.map((value) => ({ value, label: word('AgencyKind', value) }));
  return (
    <div className="limit-line">
      <Form.Item name={[place, 'agency_kinds']} noStyle><Select mode="multiple" className="limit-kinds" aria-label={t('deadlines:limit_kinds', { number })} placeholder={t('deadlines:all_kinds')} options={kinds} /></Form.Item>
      {limit?.setting ? (
        <>
          <span><Word of="SettingName" is={limit.setting} /></span>
          <Button onClick={() => form.setFieldValue(path, { ...limit, setting: null, amount: 1 })}>{t('deadlines:own_amount')}</Button>
        </>
      ) : (
        limit?.unit !== 'as_agreed' && <Form.Item name={[place, 'amount']} className="limit-amount"><InputNumber min={1} max={MOST} precision={0} aria-label={t('deadlines:limit_amount', { number })} /></Form.Item>
      )}
      <Form.Item name={[place, 'unit']} className="limit-unit">
        <Select
          disabled={Boolean(limit?.setting)}
          aria-label={t('deadlines:limit_unit', { number })}
          options={units.map((value) => ({ value, label: word('ClockUnit', value) }))}
          onChange={(unit: Limit['unit']) => form.setFieldValue([...path, 'amount'], unit === 'as_agreed' ? null : (limit?.amount ?? 1))}
        />
      </Form.Item>
      {remove && <Button danger icon={<DeleteOutlined />} aria-label={t('deadlines:remove_limit', { number })} onClick={remove} />}
    </div>
  );
}
