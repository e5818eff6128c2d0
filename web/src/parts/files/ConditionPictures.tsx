import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { FileSection } from './FileSection';
import './files.css';

interface Props {
  request: Pick<Schemas['RequestDetail'], 'id' | 'kind'>;
  line: Pick<Schemas['RequestLineView'], 'line_no' | 'item_id' | 'name'>;
}

/** Opens the pictures of how one of the goods left and how it came, beside each other; this request's own side takes more. */
export function ConditionPictures({ request, line }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(true)} aria-label={t('files:condition_of', { name: line.name })}>{t('files:condition')}</Button>
      {open && (
        <Modal open title={t('files:condition_of', { name: line.name })} width={1080} footer={null} onCancel={() => setOpen(false)}>
          <div className="files-sides">
            {(['condition_out', 'condition_in'] as const).map((side) => (
              <FileSection
                key={side}
                title={t(`files:${side}`)}
                subject={{ subject: side, subject_id: request.id, line_no: line.line_no }}
                listed={{ subject: side, item_id: line.item_id }}
                adds={side === sideOf(request.kind)}
              />
            ))}
          </div>
        </Modal>
      )}
    </>
  );
}

/** Goods leave by an outbound request and a loan, and come by an intake and a return. */
function sideOf(kind: Schemas['RequestKind']): 'condition_out' | 'condition_in' {
  return kind === 'outbound' || kind === 'loan' ? 'condition_out' : 'condition_in';
}
