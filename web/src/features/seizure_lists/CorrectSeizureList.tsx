import { Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { CorrectionDialog } from '@/parts/corrections/CorrectionDialog';
import type { CorrectedField } from '@/parts/corrections/changes';
import { TimePicker } from '@/ui/values/CentrePicker';
import { forPicker, fromPicker } from '@/ui/values/time';

interface Fields {
  list_no: string;
  decision_no: string | null;
  seized_at: Dayjs;
  seized_place: string;
  holder_name: string;
  attesting_witness: string | null;
}

const TIMES = ['seized_at'] as const;
const TEXTS = ['list_no', 'decision_no', 'seized_place', 'holder_name', 'attesting_witness'] as const;
/** The longest text of each, and whether it may be missing. */
const BOUNDS = { list_no: [64, false], decision_no: [64, true], seized_place: [200, false], holder_name: [100, false], attesting_witness: [100, true] } as const;
export const LISTS_AND_ITEMS = ['/api/v1/seizure-lists', '/api/v1/items', '/api/v1/work'] as const;

/** Corrects what a seizure list says besides its goods, as it was seen when the dialog was opened. */
export function CorrectSeizureList({ list, close }: { list: Schemas['SeizureListView']; close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { list_no, decision_no, seized_place, holder_name, attesting_witness } = list;
  const text = (name: (typeof TEXTS)[number]): CorrectedField<Fields> => ({ name, label: t(`seizure_lists:${name}`), show: (values) => values[name] ?? '' });
  const minute = (values: Partial<Fields>) => values.seized_at?.format('YYYY-MM-DD HH:mm') ?? '';
  const fields: CorrectedField<Fields>[] = [text('list_no'), text('decision_no'), { name: 'seized_at', label: t('seizure_lists:seized_at'), show: minute }, text('seized_place'), text('holder_name'), text('attesting_witness')];
  const field = (name: (typeof TEXTS)[number]) => {
    const [longest, optional] = BOUNDS[name];
    return (
      <Form.Item key={name} name={name} label={t(`seizure_lists:${name}`)} rules={optional ? [] : [{ required: true, whitespace: true, message: t('ui:needed') }]}>
        <Input maxLength={longest} />
      </Form.Item>
    );
  };
  return (
    <CorrectionDialog<Fields, Schemas['SeizureListView']>
      title={t('corrections:list_title', { number: list_no })}
      help={t('corrections:list_help', { count: list.item_count })}
      scope={`correction/seizure-list/${list.id}`}
      known={{ list_no, decision_no, seized_at: forPicker(list.seized_at), seized_place, holder_name, attesting_witness }}
      fields={fields}
      times={TIMES}
      send={({ seized_at, ...rest }, once) =>
        body(api.POST('/api/v1/seizure-lists/{id}/correction', { params: { path: { id: list.id }, header: { ...once, ...ifMatch(list.version) } }, body: { ...rest, seized_at: timeOf(seized_at, list.seized_at) } }))
      }
      changes={LISTS_AND_ITEMS}
      done={(made) => void navigate(`/seizure-lists/${made.id}`)}
      close={close}
    >
      {field('list_no')}
      {field('decision_no')}
      <Form.Item name="seized_at" label={t('seizure_lists:seized_at')}><TimePicker of="past" className="wide" allowClear={false} /></Form.Item>
      {field('seized_place')}
      {field('holder_name')}
      {field('attesting_witness')}
    </CorrectionDialog>
  );
}

/** The time that was picked; the same minute is the same time, whatever second the list has. */
function timeOf(picked: Dayjs, known: string): string {
  return picked.isSame(forPicker(known), 'minute') ? known : fromPicker(picked);
}
