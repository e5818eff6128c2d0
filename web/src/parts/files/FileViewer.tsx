import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Descriptions, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, type Schemas } from '@/api/client';
import { download } from '@/ui/download';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { NOTHING, Time, Word } from '@/ui/values/values';
import { MarkedPicture } from './MarkedPicture';
import { NoteDifferences } from './NoteDifferences';
import { StrikeOut } from './StrikeOut';

type File = Schemas['FileView'];

interface Props {
  files: readonly File[];
  /** The file that is looked at. */
  shown: string | null;
  show: (id: string | null) => void;
}

/** One file of a gallery, large, with what is known of it; the arrow keys go to its neighbours. */
export function FileViewer({ files, shown, show }: Props) {
  const { t } = useTranslation();
  const at = files.findIndex(({ id }) => id === shown);
  const file = files[at];
  const [before, after] = [files[at - 1]?.id, files[at + 1]?.id];
  useArrows(file && before ? () => show(before) : undefined, file && after ? () => show(after) : undefined);
  if (!file) return null;
  return (
    <Modal open title={file.name} width={960} footer={null} onCancel={() => show(null)} destroyOnHidden>
      <div className="files-viewer">
        <Content file={file} />
        <div className="files-steps">
          <Button disabled={!before} onClick={() => before && show(before)}>{t('files:previous')}</Button>
          <span className="quiet figures">{t('files:position', { n: at + 1, count: files.length })}</span>
          <Button disabled={!after} onClick={() => after && show(after)}>{t('files:next')}</Button>
        </div>
        <Marks marks={file.marks} />
        <Particulars file={file} />
        <div className="files-steps">
          {file.state === 'stored' && <Download file={file} />}
          <NoteDifferences file={file} />
          <StrikeOut file={file} />
        </div>
      </div>
    </Modal>
  );
}

/** Goes to the neighbours by the arrow keys, unless something is typed. */
function useArrows(left?: () => void, right?: () => void): void {
  useEffect(() => {
    const press = ({ key, target }: KeyboardEvent) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      if (key === 'ArrowLeft') left?.();
      if (key === 'ArrowRight') right?.();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [left, right]);
}

function Content({ file }: { file: File }) {
  const { t } = useTranslation();
  if (file.state === 'announced') return <Alert type="warning" showIcon title={<Word of="FileState" is={file.state} />} description={t('files:awaited_help')} />;
  if (file.state === 'refused') return <Alert type="error" showIcon title={<Word of="FileState" is={file.state} />} description={<>{file.refusal && <Word of="FileRefusal" is={file.refusal} />}<br />{t('files:refused_help')}</>} />;
  if (!file.is_shown) return <Alert type="info" title={t('files:no_picture')} />;
  return <Zoomed key={file.id} file={file} />;
}

/** Fetches the original, of which the log is told. */
function Download({ file }: { file: File }) {
  const { t } = useTranslation();
  const fetching = useAction(async () => download((await body(api.GET('/api/v1/files/{id}/content', { params: { path: { id: file.id } }, parseAs: 'blob' }))) as unknown as Blob, file.name), { changes: [] });
  return <Button icon={<DownloadOutlined />} loading={fetching.isPending} onClick={() => fetching.mutate()}>{t('files:download')}</Button>;
}

/** The picture as large as its window, and in all its pixels when it is pressed. */
function Zoomed({ file }: { file: File }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  return (
    <button type="button" className={whole ? 'files-screen files-whole' : 'files-screen'} aria-pressed={whole} aria-label={t('files:zoom')} onClick={() => setWhole(!whole)}>
      <MarkedPicture file={file} marks={file.marks} />
    </button>
  );
}

/** What is noted on the picture, by its numbers. */
function Marks({ marks }: { marks: File['marks'] }) {
  if (marks.length === 0) return null;
  return (
    <ol className="files-notes">
      {marks.map((mark) => <li key={`${mark.left} ${mark.top} ${mark.text}`}><b>{mark.text}</b> <span className="quiet">{mark.noted_by_name} <Time at={mark.noted_at} /></span></li>)}
    </ol>
  );
}

function Particulars({ file }: { file: File }) {
  const { t } = useTranslation();
  const me = useMe();
  const leaf = file.log_entry === null ? NOTHING : t('files:leaf', { seq: file.log_entry });
  return (
    <>
      {file.state === 'struck' && <Alert type="error" showIcon title={<Word of="FileState" is={file.state} />} description={file.reason} />}
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: 'maker', label: t('files:maker'), children: [file.maker, file.second_maker].filter(Boolean).join(t('ui:comma')) || NOTHING },
          { key: 'taken', label: t('files:taken_at'), children: <Time at={file.taken_at} form="second" /> },
          { key: 'where', label: t('files:taken_place'), children: file.taken_place || NOTHING },
          { key: 'method', label: t('files:method'), children: file.method || NOTHING },
          { key: 'original', label: t('files:original_kept'), children: file.original_kept || NOTHING },
          { key: 'remark', label: t('files:remark'), children: file.remarks || NOTHING },
          { key: 'type', label: t('files:type'), children: <><Word of="MediaType" is={file.media_type} />{file.width && file.height ? ` ${file.width}×${file.height}` : ''}</> },
          { key: 'size', label: t('files:size'), children: t('files:megabytes', { n: file.bytes / 1_000_000 }) },
          { key: 'who', label: t('files:announced_by'), children: <span>{file.announced_by_name} <Time at={file.announced_at} /></span> },
          { key: 'log', label: t('files:in_log'), children: file.log_entry !== null && me.may('read_audit') ? <Link to={`/audit/${file.log_entry}`}>{leaf}</Link> : leaf },
          { key: 'hash', label: 'SHA-256', span: 'filled', children: <span className="files-hash">{file.sha256}</span> },
        ]}
      />
    </>
  );
}
