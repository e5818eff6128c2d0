import { CameraOutlined, DeleteOutlined, InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Modal, Upload } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SubmitByEnter } from '@/ui/SubmitByEnter';
import { useMe } from '@/ui/session/me';
import { TimePicker } from '@/ui/values/CentrePicker';
import { fromPicker, pickerNow } from '@/ui/values/time';
import type { Caption, Subject } from './queue/uploads';
import { useUploads } from './queue/useUploads';

interface Fields extends Omit<Caption, 'taken_at'> {
  taken_at?: Dayjs;
}

/** What the centre takes; it looks at the content as well. */
const TAKEN = '.jpg,.jpeg,.png,.webp,.heic,.pdf,.mp4';
/** Files at once. */
const AT_ONCE = 50;

/** Chooses photographs and scans, many at once or from the phone's camera, and says of them who made them, when, where and how. */
export function AddFiles({ subject, close }: { subject: Subject; close: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const { queue } = useUploads(subject);
  const [form] = Form.useForm<Fields>();
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = (file: File) => {
    setChosen((before) => (before.some((other) => isSameFile(other, file)) || before.length >= AT_ONCE ? before : [...before, file]));
    // Nothing is sent before it has its caption.
    return false;
  };
  const send = async ({ taken_at, ...rest }: Fields) => {
    const caption: Caption = { ...rest, taken_at: taken_at ? fromPicker(taken_at) : null };
    try {
      await queue.add(chosen.map((content) => ({ subject, caption, name: content.name, content })));
      close();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Modal open title={t('files:add')} okText={t('files:send', { count: chosen.length })} okButtonProps={{ disabled: chosen.length === 0 }} onOk={form.submit} onCancel={close}>
      {problem && <Alert type="error" showIcon title={t('files:no_room')} description={problem} />}
      <Upload.Dragger multiple accept={TAKEN} showUploadList={false} beforeUpload={choose}>
        <p><InboxOutlined className="files-sign" /></p>
        <p>{t('files:drop')}</p>
        <p className="quiet">{t('files:kinds')}</p>
      </Upload.Dragger>
      <Upload className="files-camera" accept="image/*" capture="environment" showUploadList={false} beforeUpload={choose}>
        <Button icon={<CameraOutlined />}>{t('files:camera')}</Button>
      </Upload>
      <Chosen files={chosen} remove={(file) => setChosen((before) => before.filter((other) => other !== file))} />
      <Form form={form} layout="vertical" initialValues={{ maker: me.user.name, taken_at: pickerNow() }} onFinish={(values) => void send(values)}>
        <SubmitByEnter />
        <div className="files-caption">
          <Form.Item name="maker" label={t('files:maker')} rules={[{ required: true, whitespace: true, message: t('ui:needed') }]}><Input maxLength={40} /></Form.Item>
          <Form.Item name="second_maker" label={t('files:second_maker')}><Input maxLength={40} /></Form.Item>
          <Form.Item name="taken_at" label={t('files:taken_at')}><TimePicker of="past" className="wide" /></Form.Item>
          <Form.Item name="taken_place" label={t('files:taken_place')}><Input maxLength={200} /></Form.Item>
          <Form.Item name="method" label={t('files:method')}><Input maxLength={200} placeholder={t('files:method_hint')} /></Form.Item>
          <Form.Item name="original_kept" label={t('files:original_kept')}><Input maxLength={200} /></Form.Item>
        </div>
        <Form.Item name="remarks" label={t('files:remark')}><Input.TextArea rows={2} maxLength={500} /></Form.Item>
      </Form>
    </Modal>
  );
}

const isSameFile = (one: File, other: File) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

function Chosen({ files, remove }: { files: readonly File[]; remove: (file: File) => void }) {
  const { t } = useTranslation();
  return (
    <ul className="files-uploads" aria-label={t('files:chosen', { count: files.length })}>
      {files.map((file) => (
        <li key={`${file.name}/${file.lastModified}/${file.size}`}>
          <span className="files-name">{file.name}</span>
          <span className="quiet figures">{t('files:megabytes', { n: file.size / 1_000_000 })}</span>
          <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('files:leave_out', { name: file.name })} onClick={() => remove(file)} />
        </li>
      ))}
    </ul>
  );
}
