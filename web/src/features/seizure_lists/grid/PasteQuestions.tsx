import { Alert, Modal, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { HEADING_ROWS, isAnswered, repeatedTargets, rowsAbove, type Start } from '@/ui/paste/plan';
import { countGoods, type PastedColumn, type PastePlan, type Target, TARGETS } from './pastePlan';

interface Props {
  plan: PastePlan;
  /** Why it cannot be pasted as it stands. */
  refusal: string | undefined;
  onStart: (start: Start) => void;
  onChange: (plan: PastePlan) => void;
  onPaste: () => void;
  onCancel: () => void;
}

/** Asks what a pasted table does not say by itself: where the goods begin, and where each column goes. */
export function PasteQuestions({ plan, refusal, onStart, onChange, onPaste, onCancel }: Props) {
  const { t } = useTranslation();
  const { table, start, columns } = plan;
  const count = countGoods(plan);
  const twice = repeatedTargets(columns);
  const above = rowsAbove(plan);
  const choose = (number: number, target: Target) => onChange({ ...plan, columns: columns.map((column) => (column.number === number ? { ...column, target } : column)) });
  const targets = [
    { value: 'left_out' as Target, label: t('seizure_lists:paste.leave_out') },
    ...TARGETS.map((key) => ({ value: key as Target, label: t(`seizure_lists:column.${key}`) })),
  ];
  const starts = startsOf(plan).map(({ heading, first }) => ({
    value: `${heading ?? ''}/${first}`,
    label: heading === null ? t('seizure_lists:paste.no_heading', { row: first + 1 }) : t('seizure_lists:paste.heading', { row: heading + 1, text: shorten(table[heading] ?? []) }),
  }));
  const restart = (value: string) => {
    const [heading = '', first = '0'] = value.split('/');
    onStart({ heading: heading === '' ? null : Number(heading), first: Number(first) });
  };
  const wrong = ({ target, filled }: PastedColumn) => filled > 0 && (target === null || (target !== 'left_out' && twice.has(target)));

  return (
    <Modal
      open
      width={860}
      title={t('seizure_lists:paste.title')}
      okText={t('seizure_lists:paste.ok', { count })}
      okButtonProps={{ disabled: !isAnswered(plan) || count === 0 || refusal !== undefined }}
      cancelText={t('seizure_lists:paste.cancel')}
      onOk={onPaste}
      onCancel={onCancel}
    >
      <p>
        <label>
          {t('seizure_lists:paste.starts')}{' '}
          <Select className="paste-start" aria-label={t('seizure_lists:paste.starts')} popupMatchSelectWidth={false} value={`${start.heading ?? ''}/${start.first}`} options={starts} onChange={restart} />
        </label>
      </p>
      {refusal && <Alert type="error" showIcon title={refusal} />}
      {above.length > 0 && <Alert type="warning" showIcon title={t('seizure_lists:paste.above', { count: above.length })} description={<ul>{above.map((text, index) => <li key={index}>{text}</li>)}</ul>} />}
      <p>{twice.size > 0 ? t('seizure_lists:paste.twice') : t('seizure_lists:paste.columns')}</p>
      <Table<PastedColumn>
        size="small"
        rowKey="number"
        pagination={false}
        scroll={{ y: 360 }}
        dataSource={columns.filter(({ filled, heading }) => filled > 0 || heading !== '')}
        columns={[
          { key: 'heading', title: t('seizure_lists:paste.column'), width: 200, render: (_, { heading, number }) => heading || <span className="quiet">{t('seizure_lists:paste.nameless', { number })}</span> },
          { key: 'sample', title: t('seizure_lists:paste.sample'), ellipsis: true, render: (_, { sample }) => sample },
          { key: 'filled', title: t('seizure_lists:paste.cells'), width: 90, align: 'right', render: (_, { filled }) => filled },
          {
            key: 'target',
            title: t('seizure_lists:paste.goes_to'),
            width: 210,
            render: (_, column) => (
              <Select
                className="wide"
                showSearch={{ optionFilterProp: 'label' }}
                aria-label={t('seizure_lists:paste.target_of', { column: column.heading || t('seizure_lists:paste.nameless', { number: column.number }) })}
                status={wrong(column) ? 'error' : ''}
                placeholder={t('seizure_lists:paste.choose')}
                value={column.target}
                options={targets}
                onChange={(target) => choose(column.number, target)}
              />
            ),
          },
        ]}
      />
    </Modal>
  );
}

const SHOWN = 40;

function shorten(row: readonly string[]): string {
  const text = row.map((cell) => cell.trim()).filter((cell) => cell !== '').join(' ');
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Where the goods may begin: in one of the first rows, without a heading or below it. */
function startsOf({ table, start }: PastePlan): Start[] {
  const rows = Array.from({ length: Math.min(HEADING_ROWS, table.length) }, (_, row) => row);
  const headless = rows.filter((row) => row <= Math.max(1, start.first)).map((row) => ({ heading: null, first: row }));
  return [...rows.map((row) => ({ heading: row, first: row + 1 })), ...headless];
}
