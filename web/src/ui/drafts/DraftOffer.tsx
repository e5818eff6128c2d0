import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../confirm';
import { showTime } from '../values/time';
import type { Draft } from './useDraft';

const time = (at: number) => showTime(new Date(at).toISOString());

/** The person's other drafts of the same thing on this device, to be opened or discarded. */
export function DraftOffer({ draft }: { draft: Pick<Draft<unknown>, 'others' | 'open' | 'discard'> }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  if (draft.others.length === 0) return null;
  const discard = async (key: string, at: number) => {
    if (await confirm({ title: t('ui:draft_discard_title', { time: time(at) }), content: t('ui:draft_discard_help'), ok: t('ui:draft_discard'), danger: true })) draft.discard(key);
  };
  return (
    <Alert
      type="info"
      className="gate-alert"
      title={t('ui:drafts_here', { count: draft.others.length })}
      description={draft.others.map(({ key, at }) => (
        <div key={key} className="row-actions">
          <span>{t('ui:draft_of', { time: time(at) })}</span>
          <Button type="link" size="small" onClick={() => draft.open(key)}>{t('ui:draft_open')}</Button>
          <Button type="link" size="small" danger onClick={() => void discard(key, at)}>{t('ui:draft_discard')}</Button>
        </div>
      ))}
    />
  );
}

/** Whether what is written is kept, and since when. */
export function DraftKept({ draft }: { draft: Pick<Draft<unknown>, 'keptAt' | 'unkept'> }) {
  const { t } = useTranslation();
  if (draft.unkept) return <b role="alert">{t('ui:draft_unkept')}</b>;
  return draft.keptAt !== null && t('ui:kept_at', { time: showTime(new Date(draft.keptAt).toISOString(), 'second').slice(11) });
}

/** Says that a form shows changes of a record that were never saved. */
export function UnsavedChanges({ draft }: { draft: Pick<Draft<unknown>, 'startOver'> }) {
  const { t } = useTranslation();
  return <Alert type="warning" showIcon className="gate-alert" title={t('ui:draft_unsaved')} action={<Button size="small" onClick={draft.startOver}>{t('ui:draft_drop')}</Button>} />;
}
