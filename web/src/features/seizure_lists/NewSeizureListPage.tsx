import { CopyOutlined, DeleteOutlined, PlusOutlined, WarningOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Tooltip } from 'antd';
import type { Dayjs } from 'dayjs';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { columnOf, toNewItem } from '@/parts/description/descriptionCells';
import { isDangerous } from '@/parts/description/dangerousGoods';
import { ATTRIBUTES, type ColumnKey } from '@/parts/description/descriptionColumns';
import { useConfirm } from '@/ui/confirm';
import { DraftKept, DraftOffer } from '@/ui/drafts/DraftOffer';
import { type Draft as Kept, useDraft } from '@/ui/drafts/useDraft';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { TimePicker } from '@/ui/values/CentrePicker';
import { forPicker, fromPicker, pickerNow } from '@/ui/values/time';
import { Grid, type GridHandle } from './grid/Grid';
import { blankLine, isBlank, type Line, renewed } from './grid/lines';
import { useUndo } from './grid/useUndo';
import { useVocabulary } from './grid/useVocabulary';

interface Head {
  list_no: string;
  decision_no?: string;
  seized_at: string;
  seized_place: string;
  holder_name: string;
  attesting_witness?: string;
}

interface Draft {
  head: Partial<Head>;
  lines: Line[];
}

type Fields = Omit<Head, 'seized_at'> & { seized_at: Dayjs };
type Errors = Map<number, Map<ColumnKey, string>>;

const EMPTY_LINES = 8;
/** Lines spelt out at once. */
const SHOWN = 8;
const fresh = (): Draft => ({ head: {}, lines: Array.from({ length: EMPTY_LINES }, blankLine) });

/** Registers a seizure list: its header, and the goods in a grid. */
export default function NewSeizureListPage() {
  const { id = '' } = useParams();
  const found = queries.useQuery('get', '/api/v1/cases/{id}', { params: { path: { id } } });
  const [start] = useState(fresh);
  const draft = useDraft<Draft>(`seizure-list/${id}`, start);
  if (found.error) return <Failed problem={Problem.from(found.error)} />;
  if (!found.data || !draft.ready) return <Splash />;
  return <NewSeizureList row={found.data} draft={draft} key={draft.revision} />;
}

function NewSeizureList({ row, draft }: { row: Schemas['CaseView']; draft: Kept<Draft> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const report = useReport();
  const confirm = useConfirm();
  const words = useVocabulary();
  const grid = useRef<GridHandle>(null);
  const [form] = Form.useForm<Fields>();
  const [lines, showLines] = useState<Line[]>(() => renewed(draft.value.lines));
  const [errors, setErrors] = useState<Errors>(new Map());
  const [next, setNext] = useState(false);

  const keep = (after: Line[]) => {
    showLines(after);
    draft.set({ head: headOf(form.getFieldsValue()), lines: after });
  };
  const undo = useUndo(lines, keep);
  const change = (after: Line[]) => {
    undo.note();
    // A changed cell is no longer known to be wrong, nor is a detail under another category.
    const before = new Map(lines.map((line) => [line.id, line]));
    for (const line of after) {
      const held = before.get(line.id);
      const wrong = errors.get(line.id);
      if (!wrong || !held || held === line) continue;
      const reclassified = held.cells.category !== line.cells.category;
      const left = new Map([...wrong].filter(([key]) => held.cells[key] === line.cells[key] && !(reclassified && isDetail(key))));
      setErrors((all) => new Map([...all].filter(([id]) => id !== line.id).concat(left.size > 0 ? [[line.id, left]] : [])));
    }
    keep(after);
  };

  const register = useAction(
    (input: Schemas['NewSeizureList'], once) => body(api.POST('/api/v1/seizure-lists', { params: { header: once }, body: input })),
    {
      changes: ['/api/v1/seizure-lists', '/api/v1/items'],
      done: (list) => {
        draft.forget();
        void navigate(next ? `/requests/new/intake?case_id=${row.id}&seizure_list_id=${list.id}` : `/cases/${row.id}`, { replace: true, state: { codes: list.codes ?? [] } });
      },
      failed: (problem) => {
        const sent = lines.filter((line) => !isBlank(line));
        const cells = cellErrors(problem, sent);
        setErrors(cells);
        focusFirst(cells);
        const rest = Object.assign(Object.create(problem) as Problem, { fields: problem.fields.filter(({ pointer }) => !pointer.startsWith('/items/')) });
        if (cells.size === 0 && !fieldErrors(form, rest)) report(problem);
      },
    },
  );

  const focusFirst = useCallback((cells: Errors) => {
    const [first] = cells;
    const column = first?.[1].keys().next().value;
    if (first && column) grid.current?.goTo(first[0], column);
  }, []);

  const send = async (toIntake: boolean) => {
    const fields = await form.validateFields().catch(() => null);
    if (!fields) return;
    const filled = lines.filter((line) => !isBlank(line));
    const read = filled.map((line) => ({ line, ...toNewItem(line.cells) }));
    const cells: Errors = new Map(
      read
        .filter(({ problems }) => problems.size > 0)
        .map(({ line, problems }) => [line.id, new Map([...problems].map(([key, problem]) => [key, t(`seizure_lists:problem.${problem}`)]))]),
    );
    setErrors(cells);
    if (cells.size > 0) return focusFirst(cells);
    if (filled.length === 0) return grid.current?.goTo(lines[0]?.id ?? 0, 'name');
    const dangerous = filled.filter(({ cells: { name = '' } }) => isDangerous(name));
    const named = dangerous.slice(0, SHOWN).map((line) => line.cells.name).join(t('ui:comma'));
    if (dangerous.length > 0 && !(await confirm({ title: t('seizure_lists:dangerous', { count: dangerous.length }), content: t('seizure_lists:dangerous_help', { named, more: dangerous.length > SHOWN ? '…' : '' }), ok: t('seizure_lists:dangerous_ok'), danger: true }))) {
      return grid.current?.goTo(dangerous[0]?.id ?? 0, 'name');
    }
    const unclassified = filled.filter(({ cells: { category = '' } }) => category.trim() === '').length;
    if (unclassified > 0 && !(await confirm({ title: t('seizure_lists:unclassified', { count: unclassified }), content: t('seizure_lists:unclassified_help'), ok: t('seizure_lists:unclassified_ok') }))) return;
    setNext(toIntake);
    register.mutate({ ...headOf(fields), case_id: row.id, items: read.map(({ item }) => item) } as Schemas['NewSeizureList']);
  };

  const discard = async () => {
    if (!(await confirm({ title: t('seizure_lists:discard'), content: t('seizure_lists:discard_help'), ok: t('seizure_lists:discard'), danger: true }))) return;
    draft.forget();
    form.resetFields();
    showLines(fresh().lines);
    setErrors(new Map());
  };

  const filled = useMemo(() => lines.filter((line) => !isBlank(line)).length, [lines]);
  const wrong = [...errors.values()].reduce((sum, cells) => sum + cells.size, 0);
  const head = draft.value.head;
  return (
    <PageFrame
      title={t('seizure_lists:register')}
      trail={[{ to: '/cases', text: t('cases:title') }, { to: `/cases/${row.id}`, text: row.case_no }]}
      aside={<span className="quiet">{row.name}</span>}
    >
      <DraftOffer draft={draft} />
      <section className="sheet">
        <Form<Fields>
          form={form}
          layout="vertical"
          className="form-grid"
          initialValues={{ ...head, seized_at: head.seized_at ? forPicker(head.seized_at) : pickerNow().second(0) }}
          onValuesChange={() => draft.set({ head: headOf(form.getFieldsValue()), lines })}
        >
          <Form.Item name="list_no" label={t('seizure_lists:list_no')} rules={[{ required: true, message: t('ui:needed') }]}><Input maxLength={64} /></Form.Item>
          <Form.Item name="decision_no" label={t('seizure_lists:decision_no')}><Input maxLength={64} /></Form.Item>
          <Form.Item name="seized_at" label={t('seizure_lists:seized_at')} rules={[{ required: true, message: t('ui:needed') }]}>
            <TimePicker of="past" allowClear={false} />
          </Form.Item>
          <Form.Item name="seized_place" label={t('seizure_lists:seized_place')} rules={[{ required: true, message: t('ui:needed') }]}><Input maxLength={200} /></Form.Item>
          <Form.Item name="holder_name" label={t('seizure_lists:holder_name')} rules={[{ required: true, message: t('ui:needed') }]}><Input maxLength={100} /></Form.Item>
          <Form.Item name="attesting_witness" label={t('seizure_lists:attesting_witness')}><Input maxLength={100} /></Form.Item>
        </Form>
      </section>
      <div className="toolbar">
        <Tooltip title={t('seizure_lists:add_help')}>
          <Button icon={<PlusOutlined />} onClick={() => change([...lines, ...Array.from({ length: 20 }, blankLine)])}>{t('seizure_lists:add')}</Button>
        </Tooltip>
        <Button icon={<CopyOutlined />} onClick={() => grid.current?.copyLine()}>{t('seizure_lists:copy')}</Button>
        <Button icon={<DeleteOutlined />} onClick={() => grid.current?.deleteLine()}>{t('seizure_lists:delete')}</Button>
        {wrong > 0 && (
          <Button danger icon={<WarningOutlined />} onClick={() => focusFirst(errors)}>{t('seizure_lists:wrong', { count: wrong })}</Button>
        )}
        <span className="filters-space" />
        <span className="quiet">{t('seizure_lists:help')}</span>
      </div>
      <Grid ref={grid} lines={lines} onChange={change} errors={errors} words={words} />
      {wrong > 0 && <ErrorList errors={errors} lines={lines} goTo={(line, key) => grid.current?.goTo(line, key)} />}
      <div className="ending">
        <Button type="primary" loading={register.isPending} onClick={() => void send(true)}>{t('seizure_lists:send_on')}</Button>
        <Button disabled={register.isPending} onClick={() => void send(false)}>{t('seizure_lists:send')}</Button>
        <Button type="text" disabled={register.isPending} onClick={() => void discard()}>{t('seizure_lists:discard')}</Button>
        <span className="filters-space" />
        <span className="quiet">
          {t('seizure_lists:filled', { count: filled })}
          {' '}<DraftKept draft={draft} />
        </span>
      </div>
    </PageFrame>
  );
}

function headOf(fields: Partial<Fields>): Partial<Head> {
  const { seized_at, ...texts } = fields;
  const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => (text ?? '').trim() !== ''));
  return { ...filled, ...(seized_at ? { seized_at: fromPicker(seized_at) } : {}) };
}

function isDetail(key: ColumnKey): boolean {
  return ATTRIBUTES.some((column) => column.key === key);
}

/** The API's errors about items, by the cells they refer to. */
function cellErrors(problem: Problem, sent: readonly Line[]): Errors {
  const errors: Errors = new Map();
  for (const { pointer, detail } of problem.fields) {
    const match = /^\/items\/(\d+)(\/.*)?$/.exec(pointer);
    const line = match ? sent[Number(match[1])] : undefined;
    if (!line) continue;
    const cells = errors.get(line.id) ?? new Map<ColumnKey, string>();
    cells.set(columnOf(match?.[2] ?? '') ?? 'name', detail);
    errors.set(line.id, cells);
  }
  return errors;
}


function ErrorList({ errors, lines, goTo }: { errors: Errors; lines: readonly Line[]; goTo: (line: number, key: ColumnKey) => void }) {
  const { t } = useTranslation();
  const all = [...errors].flatMap(([id, cells]) => [...cells].map(([key, detail]) => ({ id, key, detail })));
  return (
    <Alert
      type="error"
      className="grid-errors"
      title={t('seizure_lists:wrong', { count: all.length })}
      description={
        <ul>
          {all.slice(0, SHOWN).map(({ id, key, detail }) => (
            <li key={`${id}/${key}`}>
              <Button type="link" size="small" onClick={() => goTo(id, key)}>
                {t('seizure_lists:cell', { line: lines.findIndex((line) => line.id === id) + 1, column: t(`seizure_lists:column.${key}`) })}
              </Button>
              {detail}
            </li>
          ))}
          {all.length > SHOWN && <li className="quiet">{t('seizure_lists:more', { count: all.length - SHOWN })}</li>}
        </ul>
      }
    />
  );
}
