import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import { useWord } from '@/i18n/words';
import { useCalled } from '@/ui/values/called';
import { showTime } from '@/ui/values/time';

type Row = Pick<Schemas['SeizureListView'], 'state' | 'correction' | 'replaces_id'>;

/** Says of a seizure list that it was replaced or cancelled, by whom and why, or that it replaces another; with the way there. */
export function RecordNotice({ row, addressOf }: { row: Row; addressOf: (id: string) => string }) {
  const { t } = useTranslation();
  const word = useWord();
  const called = useCalled();
  const { state, correction, replaces_id } = row;
  return (
    <>
      {correction && (
        <Alert
          type="warning"
          showIcon
          className="gate-alert"
          title={t('corrections:ended', { state: word('RecordState', state), name: called(correction, 'made_by_name'), time: showTime(correction.made_at) })}
          description={
            <>
              <div>{t('corrections:because', { reason: correction.reason })}</div>
              {correction.replacement_id && <Link to={addressOf(correction.replacement_id)}>{t('corrections:to_replacement')}</Link>}
            </>
          }
        />
      )}
      {replaces_id && <Alert type="info" className="gate-alert" title={<>{t('corrections:replaces')} <Link to={addressOf(replaces_id)}>{t('corrections:to_original')}</Link></>} />}
    </>
  );
}
