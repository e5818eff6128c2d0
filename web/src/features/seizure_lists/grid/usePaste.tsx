import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rowsAbove, type Start } from '@/ui/paste/plan';
import { readTable } from '@/ui/paste/readTable';
import type { Vocabulary } from './headings';
import { type Line, LINES_AT_MOST } from './lines';
import { applyPlan, countGoods, countTooMany, type Into, leftOut, needsAnswers, type PastePlan, planFrom, planPaste } from './pastePlan';
import { PasteQuestions } from './PasteQuestions';

/** Where a table is pasted. */
interface Place {
  lines: readonly Line[];
  line: number;
  into: Into;
}

interface Given {
  words: Vocabulary;
  put: (lines: Line[]) => void;
}

/** Pastes tables: at once when every cell has its place, after questions otherwise; what was left out is named. */
export function usePaste({ words, put }: Given): { paste: (text: string, place: Place) => void; shown: ReactNode } {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ plan: PastePlan; place: Place } | null>(null);
  const [told, setTold] = useState<{ type: 'error' | 'info'; title: string; details: string[] } | null>(null);

  const apply = (plan: PastePlan, { lines, line }: Place) => {
    setAsked(null);
    put(applyPlan(lines, line, plan, words));
    const columns = leftOut(plan).map(({ heading, number, filled }) => t('seizure_lists:paste.left_column', { column: heading || t('seizure_lists:paste.nameless', { number }), count: filled }));
    const rows = rowsAbove(plan).map((text) => t('seizure_lists:paste.left_row', { text }));
    const details = [...rows, ...columns];
    setTold(details.length === 0 ? null : { type: 'info', title: t('seizure_lists:paste.left_out', { count: countGoods(plan) }), details });
  };
  const refuse = (title: string) => setTold({ type: 'error', title, details: [] });
  const tooMany = (plan: PastePlan, place: Place) =>
    t('seizure_lists:paste.too_many', { count: countGoods(plan), from: place.line + 1, max: LINES_AT_MOST, over: countTooMany(plan, place.line) });

  const paste = (text: string, place: Place) => {
    const table = readTable(text);
    if (table.length === 0) return refuse(t('seizure_lists:paste.nothing'));
    const plan = planPaste(table, place.into, words);
    if (countTooMany(plan, place.line) > 0) return refuse(tooMany(plan, place));
    setTold(null);
    if (needsAnswers(plan)) setAsked({ plan, place });
    else apply(plan, place);
  };
  const restart = (start: Start) => setAsked((before) => before && { ...before, plan: planFrom(before.plan.table, start, before.place.into, words) });

  const shown = (
    <>
      {told && (
        <Alert
          closable={{ onClose: () => setTold(null) }}
          type={told.type}
          showIcon
          className="paste-told"
          title={told.title}
          description={told.details.length > 0 ? <ul>{told.details.map((detail) => <li key={detail}>{detail}</li>)}</ul> : undefined}
        />
      )}
      {asked && (
        <PasteQuestions
          plan={asked.plan}
          refusal={countTooMany(asked.plan, asked.place.line) > 0 ? tooMany(asked.plan, asked.place) : undefined}
          onStart={restart}
          onChange={(plan) => setAsked({ ...asked, plan })}
          onPaste={() => apply(asked.plan, asked.place)}
          onCancel={() => setAsked(null)}
        />
      )}
    </>
  );
  return { paste, shown };
}
