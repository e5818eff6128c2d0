import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Standing, Subject } from './queue/uploads';
import { useUploads } from './queue/useUploads';

/** What of one object is still on this device: how far it has come, or why it was refused. */
export function UploadList({ subject }: { subject: Subject }) {
  const { t } = useTranslation();
  const { queue, standings } = useUploads(subject);
  if (standings.length === 0) return null;
  const cut = standings.find(({ state }) => state === 'cut');
  return (
    <div aria-live="polite">
      {cut && <Alert type="warning" showIcon title={t(cut.problem?.code === 'store_full' ? 'files:full' : 'files:cut')} description={cut.problem?.message} action={<Button size="small" onClick={queue.retry}>{t('ui:try_again')}</Button>} />}
      <ul className="files-uploads">
        {standings.map((standing) => (
          <li key={standing.upload.id}>
            <Row standing={standing} remove={() => void queue.remove(standing.upload.id)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Row({ standing: { upload, state, sent, problem }, remove }: { standing: Standing; remove: () => void }) {
  const { t } = useTranslation();
  const percent = Math.floor((100 * sent) / Math.max(upload.content.size, 1));
  return (
    <>
      <span className="files-name">{upload.name}</span>
      {state === 'refused' ? (
        <>
          <span className="files-refused">{[problem?.message, ...(problem?.fields ?? []).map(({ detail }) => detail)].filter(Boolean).join(' ')}</span>
          <Button size="small" onClick={remove}>{t('files:dismiss')}</Button>
        </>
      ) : (
        <Progress percent={percent} size="small" status={state === 'sending' ? 'active' : 'normal'} aria-label={t('files:sending', { name: upload.name })} />
      )}
    </>
  );
}
