import { InboxOutlined } from '@ant-design/icons';
import { Alert, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, type Schemas } from '@/api/client';
import { sha256Of } from '@/ui/sha256';
import { useAction } from '@/ui/useAction';

type Paper = Schemas['PaperView'];

/** A file dropped here is hashed in the browser, and its digest looked up: which issue it is, and whether there is a newer one. */
export function CheckFile() {
  const { t } = useTranslation();
  const [found, setFound] = useState<Paper | null | undefined>();
  const check = useAction(
    async (file: Blob) => {
      const page = await body(api.GET('/api/v1/papers', { params: { query: { file_sha256: await sha256Of(file), limit: 1, total: true } } }));
      return page.rows[0] ?? null;
    },
    { changes: [], done: setFound },
  );
  const drop = (file: Blob) => {
    setFound(undefined);
    check.mutate(file);
    return false;
  };
  return (
    <>
      <Upload.Dragger accept="application/pdf" beforeUpload={drop} showUploadList={false} disabled={check.isPending}>
        <p><InboxOutlined /> {t('papers:drop')}</p>
        <p className="quiet">{t('papers:drop_help')}</p>
      </Upload.Dragger>
      {found !== undefined && <Verdict paper={found} />}
    </>
  );
}

function Verdict({ paper }: { paper: Paper | null }) {
  const { t } = useTranslation();
  if (paper === null) return <Alert type="error" showIcon title={t('papers:unknown')} description={t('papers:unknown_help')} />;
  const issue = <Link to={`/papers/${paper.id}`}>{paper.number}</Link>;
  if (paper.source_state === 'replaced' || paper.source_state === 'cancelled') return <Alert type="warning" showIcon title={t(`papers:source.${paper.source_state}`)} description={issue} />;
  if (paper.replaced_by_id === null) return <Alert type="success" showIcon title={t('papers:unaltered')} description={issue} />;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('papers:outdated')}
      description={<>{issue} → <Link to={`/papers/${paper.replaced_by_id}`}>{paper.replaced_by_number}</Link></>}
    />
  );
}
