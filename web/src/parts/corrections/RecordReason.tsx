import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useCalled } from '@/ui/values/called';

type Row = Pick<Schemas['DocumentView'], 'correction'>;

interface Props {
  row: Row;
  /** The number of what stands in its place. */
  numberOf: (id: string) => string;
  /** Where that is shown. */
  addressOf: (id: string) => string;
}

/** In a list, beneath what was replaced or cancelled: why, by whom, and the way to what stands in its place. */
export function RecordReason({ row: { correction }, numberOf, addressOf }: Props) {
  const { t } = useTranslation();
  const called = useCalled();
  if (!correction) return null;
  const { replacement_id, reason } = correction;
  return (
    <div className="quiet">
      {called(correction, 'made_by_name')}{t('ui:comma')}{t('corrections:because', { reason })}
      {replacement_id && <> <a href={addressOf(replacement_id)}>{t('corrections:replaced_by', { number: numberOf(replacement_id) })}</a></>}
    </div>
  );
}
