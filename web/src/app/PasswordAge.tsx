import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useMe } from '@/ui/session/me';
import { daysUntil, showTime } from '@/ui/values/time';

/** So many days before a password has grown old its owner is told. */
const AHEAD = 14;

/** Tells people in time that their password has to be changed soon. */
export function PasswordAge() {
  const { t } = useTranslation();
  const ends = useMe().password?.ends_at;
  if (!ends || daysUntil(ends) > AHEAD) return null;
  return <Alert banner closable type="info" className="no-print" title={t('shell:password_ends', { day: showTime(ends, 'day') })} action={<Link to="/password">{t('shell:change_password')}</Link>} />;
}
