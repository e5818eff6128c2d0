import { FileOutlined, FilePdfOutlined, VideoCameraOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Time, Word } from '@/ui/values/values';
import { Picture } from './Picture';

type File = Schemas['FileView'];

/** Thumbnails in the order in which they were announced; what never came, what was not taken, and what was struck out, says so. */
export function Gallery({ files, show }: { files: readonly File[]; show: (id: string) => void }) {
  return (
    <ul className="files-gallery">
      {files.map((file) => (
        <li key={file.id}>
          <button type="button" className="files-tile" onClick={() => show(file.id)} aria-label={file.name}>
            <Thumbnail file={file} />
          </button>
          <Under file={file} />
        </li>
      ))}
    </ul>
  );
}

/** The small picture, or a sign of what kind of file it is. */
function Thumbnail({ file }: { file: File }) {
  if (file.is_shown) return <Picture file={file.id} size="thumbnail" alt="" />;
  if (file.media_type === 'pdf') return <FilePdfOutlined className="files-sign" />;
  return file.media_type === 'mp4' ? <VideoCameraOutlined className="files-sign" /> : <FileOutlined className="files-sign" />;
}

function Under({ file }: { file: File }) {
  const { t } = useTranslation();
  return (
    <div className="files-under">
      <span className="files-name" title={file.name}>{file.name}</span>
      <span className="quiet"><Time at={file.taken_at ?? file.announced_at} /></span>
      {file.subject !== 'item' && <Tag><Word of="FileSubject" is={file.subject} /></Tag>}
      {file.marks.length > 0 && <Tag color="gold">{t('files:noted', { count: file.marks.length })}</Tag>}
      {file.state !== 'stored' && <Tag color={file.state === 'announced' ? 'orange' : 'red'}><Word of="FileState" is={file.state} /></Tag>}
      {file.state === 'refused' && file.refusal && <span className="quiet"><Word of="FileRefusal" is={file.refusal} /></span>}
    </div>
  );
}
