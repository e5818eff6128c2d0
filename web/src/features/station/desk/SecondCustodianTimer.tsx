import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Button, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecondCustodian } from '@/parts/second_custodian/secondCustodian';

/** The second custodian's confirmation while it is valid, counting down; after that, how to get a new one. */
export function SecondCustodianTimer({ second, waiting, onAsk, onGone }: { second: SecondCustodian | null; waiting: number; onAsk: () => void; onGone: () => void }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(Date.now);
  const left = second ? Math.ceil((second.until - now) / 1000) : 0;
  useEffect(() => {
    if (!second) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [second]);
  useEffect(() => {
    if (second && left <= 0) onGone();
  }, [second, left, onGone]);

  if (second && left > 0) {
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    return (
      <Tag className="station-second" color={left > 20 ? 'green' : 'orange'} icon={<SafetyCertificateOutlined />} role="timer">
        {t('station:second_good', { name: second.name, time })}
      </Tag>
    );
  }
  if (waiting === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('station:second_waiting', { count: waiting })}
      action={<Button type="primary" onClick={onAsk}>{t('station:second_ask')}</Button>}
    />
  );
}
