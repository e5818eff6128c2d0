import { ClearOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import Pad from 'signature_pad';

interface Props {
  /** Told the drawing as PNG in base64, null while nothing is drawn; one function for as long as somebody signs. */
  onChange: (drawing: string | null) => void;
}

/** Pixels of the picture for each of the page: more than two only make it larger. */
const SHARPNESS = 2;

/** Where somebody signs with a finger, a stylus or a mouse. */
export function SignaturePad({ onChange }: Props) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<Pad | null>(null);
  const [strokes, setStrokes] = useState(0);

  const changed = useCallback(() => {
    const drawn = pad.current;
    if (!drawn) return;
    setStrokes(drawn.toData().length);
    onChange(drawn.isEmpty() ? null : (drawn.toDataURL('image/png').split(',')[1] ?? null));
  }, [onChange]);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const drawn = new Pad(element, { penColor: '#000', minWidth: 0.8, maxWidth: 2.6 });
    pad.current = drawn;
    // A canvas that is given another size is empty: the strokes are drawn again.
    const fit = () => {
      const kept = drawn.toData();
      const scale = Math.min(window.devicePixelRatio || 1, SHARPNESS);
      element.width = element.offsetWidth * scale;
      element.height = element.offsetHeight * scale;
      element.getContext('2d')?.scale(scale, scale);
      drawn.clear();
      drawn.fromData(kept);
    };
    const watch = new ResizeObserver(fit);
    watch.observe(element);
    drawn.addEventListener('endStroke', changed);
    return () => {
      watch.disconnect();
      drawn.off();
    };
  }, [changed]);

  const undo = () => {
    const data = pad.current?.toData() ?? [];
    pad.current?.fromData(data.slice(0, -1));
    changed();
  };
  const clear = () => {
    pad.current?.clear();
    changed();
  };
  return (
    <div className="signature-pad">
      <canvas ref={canvas} role="img" aria-label={t('handovers:pad')} />
      <span className="signature-line quiet">{strokes === 0 && t('handovers:pad_help')}</span>
      <div className="signature-tools">
        <Button size="small" icon={<UndoOutlined />} disabled={strokes === 0} onClick={undo}>{t('handovers:undo')}</Button>
        <Button size="small" icon={<ClearOutlined />} disabled={strokes === 0} onClick={clear}>{t('handovers:clear')}</Button>
      </div>
    </div>
  );
}
