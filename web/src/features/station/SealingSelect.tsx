import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';

interface Props {
  id?: string;
  value?: Schemas['Sealing'];
  onChange?: (sealing: Schemas['Sealing'] | undefined) => void;
}

/** Whether goods are sealed and counted as they change hands. */
export function SealingSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <Select
      id={id}
      className="wide"
      size="large"
      allowClear
      aria-label={t('station:sealing')}
      placeholder={t('station:sealing_unsaid')}
      value={value}
      onChange={(sealing?: Schemas['Sealing']) => onChange?.(sealing)}
      options={LISTS.Sealing.map((each) => ({ value: each, label: word('Sealing', each) }))}
    />
  );
}
