import { Button, Drawer, Form, Grid, Input, Segmented } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { type CellProblem, type Cells, toCorrection } from '@/parts/description/descriptionCells';
import { RecordedDescription } from '@/parts/description/DescriptionFields';
import { RecordedFacts } from '@/parts/description/RecordedFacts';
import { PlaceField } from '@/parts/places/PlaceField';
import type { Deed, LineIssue, Scan, TaskKind } from '@/parts/scan_queue/scans';
import { cleanCode } from '@/ui/scanning/scannedCode';
import { Code, Word } from '@/ui/values/values';
import { SealingSelect } from '../SealingSelect';
import { OUTCOMES, putsAway } from './outcomes';
import { StandingIssues } from './StandingIssues';

/** The subject of an inspection: a scan not yet sent, or a line that was not scanned. */
export interface Inspected {
  scan?: string;
  line?: Schemas['RequestLineView'];
  item: string;
  code: string;
  name: string;
  category: Schemas['Category'];
  deed: Deed;
  place: string | null;
  /** What stands against it as the server said. */
  standing?: Pick<Scan, 'issues' | 'proposed'>;
}

interface Fields {
  outcome: Deed['outcome'];
  condition?: Schemas['Condition'];
  place?: string;
  sealing?: Schemas['Sealing'];
  seal_no?: string;
  reason?: string;
  cells?: Cells;
}

/** The fields of the form that an issue may be about. */
const FIELDS = ['place', 'seal_no', 'reason', 'condition'] as const;

interface Props {
  kind: TaskKind;
  inspected: Inspected | null;
  /** The pictures of how the goods left and how they came. */
  pictures?: ReactNode;
  onClose: () => void;
  onDone: (inspected: Inspected, deed: Deed, place: string | null) => void;
}

/** The inspection of one item: accepted as it is, accepted with corrections, or refused. */
export function Inspection({ kind, inspected, pictures, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const phone = !(Grid.useBreakpoint().md ?? true);
  const [form] = Form.useForm<Fields>();
  const outcome = Form.useWatch('outcome', form);
  const condition = Form.useWatch('condition', form);

  useEffect(() => {
    if (!inspected) return;
    form.resetFields();
    const corrects = kind === 'intake' && inspected.standing?.issues?.some(({ pointer }) => pointer.startsWith('/corrected'));
    form.setFieldsValue({
      outcome: corrects ? 'accepted_corrected' : inspected.deed.outcome,
      condition: inspected.deed.condition ?? undefined,
      place: inspected.place ?? undefined,
      sealing: inspected.deed.sealing ?? undefined,
      seal_no: inspected.deed.seal_no ?? undefined,
      reason: inspected.deed.reason ?? undefined,
    });
  }, [form, inspected, kind]);
  const issues = inspected?.standing?.issues ?? [];
  const fieldOf = ({ pointer }: LineIssue) => FIELDS.find((field) => pointer === `/${field}`);
  // The fields take an error only once they are there.
  const name = (open: boolean) => {
    if (open) form.setFields(issues.flatMap((issue) => (fieldOf(issue) ? [{ name: fieldOf(issue), errors: [issue.detail] }] : [])));
  };

  const send = (given: Fields) => {
    if (!inspected) return;
    let corrected: Schemas['ItemEdit'] | undefined;
    if (given.outcome === 'accepted_corrected') {
      const { item, problems } = toCorrection(given.cells ?? {});
      if (problems.size > 0) {
        form.setFields([...problems].map(([key, problem]) => ({ name: ['cells', key] as never, errors: [t(`seizure_lists:problem.${problem satisfies CellProblem}`)] })));
        return;
      }
      corrected = item;
    }
    const seal = cleanCode(given.seal_no ?? '');
    const deed: Deed = {
      outcome: given.outcome,
      ...(inspected.deed.label && given.outcome !== 'refused' ? { label: inspected.deed.label } : {}),
      ...(given.condition ? { condition: given.condition } : {}),
      ...(given.sealing ? { sealing: given.sealing } : {}),
      ...(seal ? { seal_no: seal } : {}),
      ...(given.reason?.trim() ? { reason: given.reason.trim() } : {}),
      ...(corrected ? { corrected } : {}),
    };
    onDone(inspected, deed, given.place?.trim() || null);
  };

  const proposed = inspected?.standing?.proposed;
  const outcomes = OUTCOMES[kind];
  const kept = condition === undefined || condition === 'intact' || condition === 'damaged';
  const away = outcome === 'refused' || outcome === 'not_executed';
  const wantsReason = away || outcome === 'accepted_corrected' || (condition !== undefined && condition !== 'intact');
  return (
    <Drawer
      open={inspected !== null}
      onClose={onClose}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '88%' : 520}
      title={inspected?.name}
      destroyOnHidden
      afterOpenChange={name}
      footer={
        <Button type="primary" size="large" block danger={outcome === 'refused'} onClick={form.submit}>
          {outcome ? t(`station:do.${outcome}`) : t('station:do.send')}
        </Button>
      }
    >
      {inspected && (
        <>
          <p className="station-inspected">
            <Link to={`/items/${inspected.item}`}><Code>{inspected.code}</Code></Link> · <Word of="Category" is={inspected.category} /> {pictures}
          </p>
          {inspected.deed.label && !away && <p className="station-said">{t('station:binds', { code: inspected.deed.label })}</p>}
          <div className="station-said"><StandingIssues issues={issues.filter((issue) => !fieldOf(issue))} /></div>
          {outcome !== 'accepted_corrected' && <RecordedFacts item={inspected.item} />}
          <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
            <Form.Item name="outcome" label={t('station:result')} hidden={outcomes.length < 2}>
              <Segmented block vertical={phone} size="large" options={outcomes.map((each) => ({ value: each, label: t(`station:do.${each}`) }))} />
            </Form.Item>
            {kind === 'loan_return' && !away && (
              <Form.Item name="condition" label={t('station:condition')} rules={[{ required: true, message: t('station:condition_needed') }]}>
                <Segmented block size="large" options={LISTS.Condition.map((each) => ({ value: each, label: word('Condition', each) }))} />
              </Form.Item>
            )}
            {putsAway(kind) && !away && kept && (
              <Form.Item name="place" label={t('station:place')} extra={proposed && <Button type="link" size="small" onClick={() => form.setFields([{ name: 'place', value: proposed, errors: [] }])}>{t('station:proposed')} <Code>{proposed}</Code></Button>}>
                <PlaceField />
              </Form.Item>
            )}
            {kind !== 'move' && !away && (
              <Form.Item name="sealing" label={t('station:sealing')}><SealingSelect /></Form.Item>
            )}
            {kind !== 'move' && !away && (
              <Form.Item name="seal_no" label={t('station:seal_no')}>
                <Input size="large" data-takes-scans placeholder={t('station:seal_help')} />
              </Form.Item>
            )}
            <Form.Item name="reason" label={t('station:reason')} hidden={!wantsReason} rules={wantsReason ? [{ required: true, whitespace: true, message: t('ui:reason_needed') }] : []}>
              <Input.TextArea rows={2} maxLength={500} showCount placeholder={t('station:reason_help')} />
            </Form.Item>
            {outcome === 'accepted_corrected' && <RecordedDescription item={inspected.item} />}
          </Form>
        </>
      )}
    </Drawer>
  );
}
