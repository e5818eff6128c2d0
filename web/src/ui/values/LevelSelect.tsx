import { Select } from 'antd';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';

type Level = Schemas['SecrecyLevel'];

/** One of the levels, up to the highest that makes sense. */
export function LevelSelect({ upTo = 'secret', ...field }: { upTo?: Level; id?: string; value?: Level; onChange?: (level: Level) => void; 'aria-label'?: string }) {
  const word = useWord();
  const levels = LISTS.SecrecyLevel.slice(0, LISTS.SecrecyLevel.indexOf(upTo) + 1);
  return <Select<Level> className="wide" {...field} options={levels.map((level) => ({ value: level, label: word('SecrecyLevel', level) }))} />;
}
