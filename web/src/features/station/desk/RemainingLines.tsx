import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, Empty, Input } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Code, Word } from '@/ui/values/values';
import type { RequestLine } from '../useRequestLines';

interface Props {
  lines: readonly RequestLine[];
  /** Sorted by place, the order in which one walks through the centre. */
  byPlace: boolean;
  onInspect: (line: RequestLine) => void;
  /** Text of a line's button, in place of the default. */
  pick?: string;
  /** Carries out all remaining lines at once. */
  onAll?: () => void;
  allText?: string;
}

/** The lines that have not been scanned yet. */
export function RemainingLines({ lines, byPlace, onInspect, pick, onAll, allText }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  const shown = useMemo(() => {
    const wanted = words.trim().toUpperCase();
    const found = wanted === '' ? [...lines] : lines.filter(({ name, code }) => name.toUpperCase().includes(wanted) || code.includes(wanted));
    return byPlace ? found.toSorted((a, b) => (a.place_code ?? '').localeCompare(b.place_code ?? '') || a.line_no - b.line_no) : found;
  }, [lines, words, byPlace]);
  const rows = useVirtualizer({ count: shown.length, getScrollElement: () => box.current, estimateSize: () => 66, overscan: 8, getItemKey: (at) => shown[at]?.item_id ?? at });

  if (lines.length === 0) return <Empty className="station-empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('station:nothing_left')} />;
  return (
    <div className="station-left">
      <div className="station-tools">
        <Input allowClear size="large" value={words} placeholder={t('station:filter_lines')} aria-label={t('station:filter_lines')} onChange={(event) => setWords(event.target.value)} />
        {onAll && <Button size="large" onClick={onAll}>{allText}</Button>}
      </div>
      <div ref={box} className="station-scroll" role="region" aria-label={t('station:left')}>
        <ol className="station-rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const line = shown[row.index];
            if (!line) return null;
            return (
              <li key={row.key} ref={rows.measureElement} data-index={row.index} style={{ transform: `translateY(${row.start}px)` }} className="station-row">
                <span className="station-number figures">{line.line_no}</span>
                <div className="station-what">
                  <div className="station-name">{line.name}</div>
                  <div className="quiet"><Code>{line.code}</Code></div>
                  <div className="station-where">
                    {line.place_code && <><Code>{line.place_code}</Code> · </>}
                    <Word of="Category" is={line.category} /> · {line.pieces} {line.unit}
                  </div>
                </div>
                <div className="station-buttons">
                  <Button onClick={() => onInspect(line)}>{pick ?? t('station:by_hand')}</Button>
                </div>
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}
