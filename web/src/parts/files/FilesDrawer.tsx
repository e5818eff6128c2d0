import { PictureOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileSection } from './FileSection';
import type { Subject } from './queue/uploads';

/** A button that opens the photographs and scans of one row of a list. */
export function FilesDrawer({ subject, of }: { subject: Subject; of: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const title = t('files:title_of', { of });
  return (
    <>
      <Button type="link" size="small" icon={<PictureOutlined />} aria-label={title} onClick={() => setOpen(true)} />
      <Drawer open={open} title={title} size="large" onClose={() => setOpen(false)} destroyOnHidden>
        <FileSection subject={subject} />
      </Drawer>
    </>
  );
}
