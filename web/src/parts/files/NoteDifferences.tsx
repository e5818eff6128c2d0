import { HighlightOutlined } from '@ant-design/icons';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { MarkedPicture } from './MarkedPicture';

type File = Schemas['FileView'];
type Spot = Schemas['Spot'];

/** Opens a picture to note differences on it: a rectangle is drawn, or the whole picture is meant, and what is seen there is written. */
export function NoteDifferences({ file }: { file: File }) {
  const { t } = useTranslation();
  const me = useMe();
  const [open, setOpen] = useState(false);
  if (!file.is_shown || file.state === 'struck' || file.subject === 'handover' || !me.may('manage_files')) return null;
  return (
    <>
      <Button icon={<HighlightOutlined />} onClick={() => setOpen(true)}>{t('files:note')}</Button>
      {open && <Notes file={file} close={() => setOpen(false)} />}
    </>
  );
}

const known = ({ left, top, width, height, text }: Spot): Spot => ({ left, top, width, height, text });

function Notes({ file, close }: { file: File; close: () => void }) {
  const { t } = useTranslation();
  const [marks, setMarks] = useState<readonly Spot[]>(file.marks.map(known));
  const save = useAction(() => body(api.PUT('/api/v1/files/{id}/marks', { params: { path: { id: file.id }, header: ifMatch(file.version) }, body: { marks: [...marks] } })), {
    changes: ['/api/v1/files'],
    done: close,
  });
  const add = (spot: Omit<Spot, 'text'>) => setMarks([...marks, { ...spot, text: '' }]);
  const write = (at: number, text: string) => setMarks(marks.map((mark, n) => (n === at ? { ...mark, text } : mark)));
  const complete = marks.every(({ text }) => text.trim() !== '');
  return (
    <Modal open title={t('files:note_on', { name: file.name })} width={960} okText={t('ui:save')} cancelText={t('ui:cancel')} okButtonProps={{ disabled: !complete }} confirmLoading={save.isPending} onOk={() => save.mutate()} onCancel={close}>
      <div className="files-viewer">
        <p className="quiet">{t('files:note_help')}</p>
        <MarkedPicture file={file} marks={marks} drawn={add} />
        <ol className="files-notes">
          {marks.map((mark, at) => (
            <li key={`${mark.left} ${mark.top} ${mark.width} ${mark.height} ${at}`}>
              <Input aria-label={t('files:note_of', { n: at + 1 })} placeholder={t('files:note_hint')} value={mark.text} maxLength={200} onChange={({ target }) => write(at, target.value)} />
              <Button type="link" danger onClick={() => setMarks(marks.filter((_, n) => n !== at))}>{t('files:note_off')}</Button>
            </li>
          ))}
        </ol>
        <Button onClick={() => add({ left: 0, top: 0, width: 1000, height: 1000 })}>{t('files:note_whole')}</Button>
      </div>
    </Modal>
  );
}
