import { Alert, App, Button, Card, Form, Input, Popconfirm, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, queries, type Schemas } from '@/api/client';
import { fieldErrors } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { Time } from '@/ui/values/values';

const CHANGED = ['/api/v1/session'];
/** Characters of a name. */
const NAME = 60;

type Certificate = Schemas['CertificateView'];

/** The own certificates: the one that the browser shows is bound, others are unbound. Where the centre takes none there is no card. */
export function CertificateCard() {
  const { t } = useTranslation();
  const { data } = queries.useQuery('get', '/api/v1/session/certificates', {});
  if (data === undefined) return null;
  const refusal = data.not_offered;
  if (refusal?.code === 'certificates_not_offered' && data.rows.length === 0) return null;
  const isBound = data.rows.some((row) => row.shown);
  return (
    <Card className="gate-card certificates" title={<h2>{t('shell:certificate')}</h2>}>
      <p>{t('shell:certificate_help')}</p>
      {data.rows.length === 0 ? <p className="quiet">{t('shell:certificate_none')}</p> : <List rows={data.rows} />}
      {refusal && <Alert type="info" title={refusal.detail} />}
      {!refusal && !isBound && <Add />}
    </Card>
  );
}

function List({ rows }: { rows: readonly Certificate[] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const remove = useAction((id: string) => body(api.POST('/api/v1/session/certificates/{id}/removal', { params: { path: { id } }, body: {} })), {
    changes: CHANGED,
    done: () => void message.success(t('shell:certificate_removed')),
  });
  return (
    <ul className="passkey-list">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="passkey-what">
            <div><b>{row.name}</b> {row.shown && <Tag>{t('shell:certificate_shown')}</Tag>}</div>
            <div className="quiet">{row.subject}</div>
            <div className="quiet">{t('shell:certificate_serial')} {row.serial}</div>
            <div className="quiet">{t('shell:certificate_until')} <Time at={row.valid_to} /></div>
            <div className="quiet">{t('shell:certificate_added')} <Time at={row.added_at} /></div>
            <div className="quiet">{row.last_used_at ? <>{t('shell:certificate_used')} <Time at={row.last_used_at} /></> : t('shell:certificate_unused')}</div>
          </div>
          <div className="passkey-do">
            <Popconfirm
              title={t('shell:certificate_remove_title', { name: row.name })}
              description={t('shell:certificate_remove_help')}
              okText={t('shell:certificate_remove')}
              cancelText={t('ui:cancel')}
              onConfirm={() => remove.mutate(row.id)}
            >
              <Button size="small" danger loading={remove.isPending}>{t('shell:certificate_remove')}</Button>
            </Popconfirm>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Add() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ name: string }>();
  const add = useAction((name: string) => body(api.POST('/api/v1/session/certificates', { body: { name } })), {
    changes: CHANGED,
    done: () => void message.success(t('shell:certificate_kept')),
    failed: (problem) => {
      if (!fieldErrors(form, problem)) void message.error(problem.message);
    },
  });
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ name: t('shell:certificate_first') }} onFinish={({ name }) => add.mutate(name)}>
      <Form.Item name="name" label={t('shell:certificate_name')} extra={t('shell:certificate_name_help')} rules={[{ required: true, whitespace: true, message: t('shell:certificate_name_needed') }]}>
        <Input maxLength={NAME} />
      </Form.Item>
      <Button htmlType="submit" block loading={add.isPending}>{t('shell:certificate_add')}</Button>
    </Form>
  );
}
