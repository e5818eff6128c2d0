import { type PointerEvent, useRef, useState } from 'react';
import type { Schemas } from '@/api/client';
import { Picture } from './Picture';

type Spot = Omit<Schemas['Spot'], 'text'>;

/** A picture is measured in thousandths. */
const WHOLE = 1000;
/** What is smaller was a press and not a drawing. */
const LEAST = 10;

interface Props {
  file: Schemas['FileView'];
  /** What is drawn over it. */
  marks: readonly Schemas['Spot'][];
  /** Takes a rectangle that was drawn; without it the picture is only looked at. */
  drawn?: (spot: Spot) => void;
}

/** A picture with the differences noted on it, each by its number. */
export function MarkedPicture({ file, marks, drawn }: Props) {
  const [spot, setSpot] = useState<Spot | null>(null);
  const corner = useRef({ x: 0, y: 0 });
  const at = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect();
    const within = (value: number, from: number, size: number) => Math.round(Math.min(1, Math.max(0, (value - from) / size)) * WHOLE);
    return { x: within(clientX, box.left, box.width), y: within(clientY, box.top, box.height) };
  };
  const begin = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    corner.current = at(event);
  };
  const draw = (event: PointerEvent) => {
    if (event.buttons === 0) return;
    const { x, y } = at(event);
    const from = corner.current;
    setSpot({ left: Math.min(x, from.x), top: Math.min(y, from.y), width: Math.abs(x - from.x), height: Math.abs(y - from.y) });
  };
  const end = () => {
    if (spot && spot.width >= LEAST && spot.height >= LEAST) drawn?.(spot);
    setSpot(null);
  };
  return (
    <span className="files-marked">
      <Picture file={file.id} size="screen" alt={file.name} />
      {marks.map((mark, n) => <span key={`${mark.left} ${mark.top} ${mark.text}`} className="files-mark" style={placed(mark)} title={mark.text}><b>{n + 1}</b></span>)}
      {spot && <span className="files-mark files-drawing" style={placed(spot)} />}
      {drawn && <span className="files-paper" role="presentation" onPointerDown={begin} onPointerMove={draw} onPointerUp={end} onPointerCancel={() => setSpot(null)} />}
    </span>
  );
}

const percent = (value: number) => `${value / 10}%`;

function placed({ left, top, width, height }: Spot) {
  return { left: percent(left), top: percent(top), width: percent(width), height: percent(height) };
}
