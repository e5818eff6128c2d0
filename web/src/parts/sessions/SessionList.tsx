import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Time } from '@/ui/values/values';
import { browserName } from './browserName';
import './sessions.css';

type Session = Schemas['SessionView'];

interface Props {
  sessions: readonly Session[];
  /** The session that is being ended. */
  ending: string | undefined;
  end: (session: Session) => void;
}

/** Where a person is signed in, with a button to end each sign-in but the one of this very page. */
export function SessionList({ sessions, ending, end }: Props) {
  const { t } = useTranslation();
  return (
    <ul className="sessions">
      {sessions.map((session) => (
        <li key={session.id}>
          <div className="sessions-what">
            <div>
              <b>{browserName(session.browser) || t('sessions:nameless')}</b>{' '}
              {session.current && <Tag color="processing">{t('sessions:current')}</Tag>}
              {session.new_device && <Tag>{t('sessions:new_device')}</Tag>}
            </div>
            <div className="quiet">{t('sessions:address', { address: session.address })}</div>
            <div className="quiet">{t('sessions:began')} <Time at={session.created_at} /></div>
            <div className="quiet">{t('sessions:used')} <Time at={session.last_used_at} /></div>
          </div>
          {!session.current && (
            <Button danger loading={ending === session.id} onClick={() => end(session)}>{t('sessions:end')}</Button>
          )}
        </li>
      ))}
    </ul>
  );
}
