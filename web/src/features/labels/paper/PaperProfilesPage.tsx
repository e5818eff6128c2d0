import { FilePdfOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Table, Tag, type TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Problem } from '@/api/problem';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed } from '@/ui/page/pageStates';
import { useReport } from '@/ui/problems';
import { NOTHING, Word } from '@/ui/values/values';
import { openFile } from '@/ui/download';
import { calibrationFile } from '../labelFiles';
import { type Content, mm, type Profile, usePaperProfiles } from '../paperProfiles';

/** Paper profiles (what labels are printed on) and label contents (what is printed). */
export default function PaperProfilesPage() {
  const { t } = useTranslation();
  const { profiles, contents, pending, error, refetch } = usePaperProfiles();
  if (error) return <Failed problem={Problem.from(error)} again={refetch} />;
  const profileColumns: TableColumnType<Profile>[] = [
    { key: 'name', title: t('labels:name'), render: (_, row) => <Link to={`/labels/paper/profiles/${row.id}`}>{row.name}</Link> },
    { key: 'media', title: t('labels:media'), render: (_, row) => <Word of="Media" is={row.layout.media} /> },
    { key: 'page', title: t('labels:page_mm'), responsive: ['md'], render: (_, { layout }) => `${mm(layout.page_width_um)} × ${mm(layout.page_height_um)}` },
    { key: 'cells', title: t('labels:cells'), render: (_, { layout }) => `${layout.columns} × ${layout.rows}` },
    { key: 'label', title: t('labels:label_mm'), responsive: ['md'], render: (_, { layout }) => `${mm(layout.label_width_um)} × ${mm(layout.label_height_um)}` },
    { key: 'content', title: t('labels:content'), responsive: ['md'], render: (_, row) => contents.find(({ id }) => id === row.content_id)?.name ?? NOTHING },
    { key: 'active', title: t('labels:offered'), render: (_, row) => <Offered active={row.active} /> },
    { key: 'calibration', render: (_, row) => <Calibration profile={row} /> },
  ];
  const contentColumns: TableColumnType<Content>[] = [
    { key: 'name', title: t('labels:name'), render: (_, row) => <Link to={`/labels/paper/contents/${row.id}`}>{row.name}</Link> },
    { key: 'subject', title: t('labels:for_what'), render: (_, row) => <Word of="LabelSubject" is={row.subject} /> },
    { key: 'qr', title: t('labels:qr_mm'), render: (_, row) => mm(row.layout.qr_um) },
    { key: 'fields', title: t('labels:fields'), responsive: ['md'], render: (_, row) => row.layout.fields.map(({ field }) => <Tag key={field}><Word of="LabelField" is={field} /></Tag>) },
    { key: 'active', title: t('labels:offered'), render: (_, row) => <Offered active={row.active} /> },
  ];
  return (
    <PageFrame
      title={t('labels:paper')}
      actions={
        <>
          <Link to="/labels/paper/contents/new"><Button icon={<PlusOutlined />}>{t('labels:new_content')}</Button></Link>
          <Link to="/labels/paper/profiles/new"><Button type="primary" icon={<PlusOutlined />}>{t('labels:new_profile')}</Button></Link>
        </>
      }
    >
      <section className="sheet">
        <h2>{t('labels:profiles')}</h2>
        <Table size="small" rowKey="id" loading={pending} columns={profileColumns} dataSource={profiles} pagination={{ pageSize: 20, hideOnSinglePage: true }} />
      </section>
      <section className="sheet">
        <h2>{t('labels:contents')}</h2>
        <Table size="small" rowKey="id" loading={pending} columns={contentColumns} dataSource={contents} pagination={{ pageSize: 20, hideOnSinglePage: true }} />
      </section>
    </PageFrame>
  );
}

function Offered({ active }: { active: boolean }) {
  const { t } = useTranslation();
  return active ? <Tag color="green">{t('labels:is_offered')}</Tag> : <Tag>{t('labels:not_offered')}</Tag>;
}

/** Button for the calibration page, which shows how far off a printer is. */
export function Calibration({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const report = useReport();
  const open = useMutation({ mutationFn: () => calibrationFile(profile.id), onSuccess: (file) => openFile(file, `${profile.name}.pdf`), onError: report });
  return <Button size="small" icon={<FilePdfOutlined />} loading={open.isPending} onClick={() => open.mutate()}>{t('labels:calibration')}</Button>;
}
