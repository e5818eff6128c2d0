import { CameraOutlined } from '@ant-design/icons';
import { Button, Empty } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '@/api/client';
import type { operations } from '@/api/schema';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { useMe } from '@/ui/session/me';
import { AddFiles } from './AddFiles';
import { FileViewer } from './FileViewer';
import { Gallery } from './Gallery';
import type { Subject } from './queue/uploads';
import { UploadList } from './UploadList';
import './files.css';

type Filter = NonNullable<NonNullable<operations['list_files']['parameters']['query']>>;

/** How the files about an object are found; those of an item are all that show it. */
function filterOf({ subject, subject_id: id, line_no }: Subject): Filter {
  switch (subject) {
    case 'item':
      return { item_id: id };
    case 'case':
      return { subject, case_id: id };
    case 'seizure_list':
      return { seizure_list_id: id };
    case 'document':
      return { document_id: id };
    case 'discrepancy':
      return { discrepancy_id: id };
    case 'handover':
      return { handover_id: id };
    default:
      return { subject, request_id: id, ...(line_no ? { line_no } : {}) };
  }
}

interface Props {
  /** What is added is about this. */
  subject: Subject;
  title?: string;
  /** What is looked at, where that is more than what is added to. */
  listed?: Filter;
  adds?: boolean;
}

/** The photographs and scans of one object: looked at, added, and those still on their way from this device. */
export function FileSection({ subject, title, listed, adds = true }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const query = { ...(listed ?? filterOf(subject)), sort: 'created_at', limit: LARGEST_PAGE };
  const list = useWholeList(queries.useInfiniteQuery('get', '/api/v1/files', { params: { query } }, toTheEnd));
  const files = list.rows ?? [];
  return (
    <section className="sheet" aria-label={title ?? t('files:title')}>
      <div className="files-head">
        <h2>{title ?? t('files:title')}</h2>
        {adds && me.may('manage_files') && <Button icon={<CameraOutlined />} onClick={() => setAdding(true)}>{t('files:add')}</Button>}
      </div>
      <BrokenList of={[list]} />
      <UploadList subject={subject} />
      {list.whole && files.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('files:none')} />}
      <Gallery files={files} show={setShown} />
      {adding && <AddFiles subject={subject} close={() => setAdding(false)} />}
      <FileViewer files={files} shown={shown} show={setShown} />
    </section>
  );
}
