import { BulbOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Milliseconds between two attempts to read a code. */
const PACE = 90;
/** A code counts again after it has been out of sight for this many milliseconds. */
const OUT_OF_SIGHT = 1_500;

type Trouble = 'insecure' | 'denied' | 'none' | 'broken';

function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'broken';
}

interface Torch extends MediaTrackConstraintSet {
  torch?: boolean;
}

/** The camera image; reports each code once while it stays in sight. */
export default function Camera({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const take = useRef(onCode);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const [lit, setLit] = useState(false);
  useEffect(() => {
    take.current = onCode;
  });

  useEffect(() => {
    const life = new AbortController();
    const { signal } = life;
    let stream: MediaStream | undefined;
    const seen = new Map<string, number>();

    const watch = async (screen: HTMLVideoElement) => {
      const { readCodes } = await import('./codeReader');
      while (!signal.aborted) {
        if (screen.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
          for (const code of await readCodes(screen)) {
            const before = seen.get(code) ?? -Infinity;
            const now = performance.now();
            seen.set(code, now);
            if (!signal.aborted && now - before > OUT_OF_SIGHT) take.current(code);
          }
        }
        await new Promise((go) => setTimeout(go, PACE));
      }
    };
    const start = async () => {
      if (!navigator.mediaDevices) return setTrouble('insecure');
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } } });
        const screen = video.current;
        if (signal.aborted || !screen) return;
        screen.srcObject = stream;
        await screen.play();
        const first = stream.getVideoTracks()[0];
        const able: MediaTrackCapabilities & { torch?: boolean } = first?.getCapabilities?.() ?? {};
        if (first && able.torch) setTrack(first);
        await watch(screen);
      } catch (error) {
        if (!signal.aborted) setTrouble(troubleOf(error));
      }
    };
    void start().finally(() => {
      if (signal.aborted) stream?.getTracks().forEach((each) => each.stop());
    });
    return () => {
      life.abort();
      stream?.getTracks().forEach((each) => each.stop());
    };
  }, []);

  if (trouble) return <Alert type="warning" showIcon title={t(`station:camera_trouble.${trouble}`)} description={t('station:camera_otherwise')} />;
  const light = () => {
    void track?.applyConstraints({ advanced: [{ torch: !lit } as Torch] }).then(() => setLit(!lit));
  };
  return (
    <div className="station-camera">
      <video ref={video} playsInline muted aria-label={t('station:camera_view')} />
      <div className="station-aim" aria-hidden />
      {track && <Button className="station-torch" shape="circle" size="large" type={lit ? 'primary' : 'default'} icon={<BulbOutlined />} aria-label={t('station:torch')} onClick={light} />}
    </div>
  );
}
