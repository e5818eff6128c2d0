import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';

interface Props {
  layout: Schemas['PaperLayout'];
  skip?: number;
  /** Called with the index of the first label to print. */
  onSkip?: (skip: number) => void;
}

/** More cells than this would be too small to distinguish. */
const CELLS_AT_MOST = 400;

/** A diagram of the sheet: where the labels are, and which are already used. */
export function LabelSheet({ layout, skip = 0, onSkip }: Props) {
  const { t } = useTranslation();
  const { columns, rows, page_width_um: width, page_height_um: height } = layout;
  if (!(columns > 0 && rows > 0 && width > 0 && height > 0) || columns * rows > CELLS_AT_MOST) return null;
  const cells = Array.from({ length: columns * rows }, (_, at) => ({
    at,
    x: layout.margin_left_um + (at % columns) * (layout.label_width_um + (layout.gap_x_um ?? 0)) + (layout.offset_x_um ?? 0),
    y: layout.margin_top_um + Math.floor(at / columns) * (layout.label_height_um + (layout.gap_y_um ?? 0)) + (layout.offset_y_um ?? 0),
  }));
  return (
    <svg className="label-sheet" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('labels:sheet')}>
      <rect className="label-paper" width={width} height={height} />
      {cells.map(({ at, x, y }) => (
        <rect
          key={at}
          className={at < skip ? 'label-cell label-used' : onSkip ? 'label-cell label-pick' : 'label-cell'}
          x={x}
          y={y}
          width={layout.label_width_um}
          height={layout.label_height_um}
          onClick={onSkip && (() => onSkip(at))}
        >
          <title>{at + 1}</title>
        </rect>
      ))}
    </svg>
  );
}
