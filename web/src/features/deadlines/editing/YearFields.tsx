import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { pickerNow } from '@/ui/values/time';
import type { Year } from './ownRules';

/** The holidays and the working weekends, year by year. */
export function YearFields() {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const next = () => {
    const years = (form.getFieldValue('years') as Year[]).map(({ year }) => year);
    return { year: years.length > 0 ? Math.max(...years) + 1 : pickerNow().year(), closed: [], open: [] };
  };
  return (
    <Form.List name="years">
      {(years, { add, remove }) => (
        <section className="sheet">
          <h2>{t('deadlines:years')}</h2>
          <p className="quiet">{t('deadlines:years_help')}</p>
          {years.map(({ key, name }) => <YearLine key={key} at={name} remove={() => remove(name)} />)}
          <Button icon={<PlusOutlined />} onClick={() => add(next())}>{t('deadlines:add_year')}</Button>
        </section>
      )}
    </Form.List>
  );
}

function YearLine({ at, remove }: { at: number; remove: () => void }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const year = Form.useWatch(['years', at, 'year'], { form, preserve: true }) as number | undefined;
  return (
    <details className="year-line">
      <summary>{t('deadlines:year', { year })}</summary>
      <Form.List name={[at, 'closed']}>
        {(lines, { add, remove: drop }) => (
          <Form.Item label={t('deadlines:closed_days')}>
            {lines.map(({ key, name }) => (
              <div key={key} className="limit-line">
                <Form.Item name={[name]} className="limit-unit"><DaysField label={t('deadlines:holiday', { number: name + 1, year })} /></Form.Item>
                <Button danger icon={<DeleteOutlined />} aria-label={t('deadlines:remove_holiday', { number: name + 1, year })} onClick={() => drop(name)} />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ first: `${year}-01-01`, last: `${year}-01-01` })}>{t('deadlines:add_holiday')}</Button>
          </Form.Item>
        )}
      </Form.List>
      <Form.List name={[at, 'open']}>
        {(lines, { add, remove: drop }) => (
          <Form.Item label={t('deadlines:open_days')}>
            {lines.map(({ key, name }) => (
              <div key={key} className="limit-line">
                <Form.Item name={[name]} className="limit-unit"><Input type="date" aria-label={t('deadlines:open_day', { number: name + 1, year })} /></Form.Item>
                <Button danger icon={<DeleteOutlined />} aria-label={t('deadlines:remove_open_day', { number: name + 1, year })} onClick={() => drop(name)} />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add(`${year}-01-01`)}>{t('deadlines:add_open_day')}</Button>
          </Form.Item>
        )}
      </Form.List>
      <Button danger icon={<DeleteOutlined />} onClick={remove}>{t('deadlines:remove_year', { year })}</Button>
    </details>
  );
}

interface DaysProps {
  label: string;
  value?: Year['closed'][number];
  onChange?: (value: Year['closed'][number]) => void;
}

/** The first and the last day of a holiday. */
function DaysField({ label, value, onChange }: DaysProps) {
  const { t } = useTranslation();
  const days = value ?? { first: '', last: '' };
  return (
    <span className="holiday-days">
      <Input type="date" aria-label={t('deadlines:first_day', { label })} value={days.first} onChange={({ target }) => onChange?.({ ...days, first: target.value })} />
      <Input type="date" aria-label={t('deadlines:last_day', { label })} value={days.last} onChange={({ target }) => onChange?.({ ...days, last: target.value })} />
    </span>
  );
}
