import { RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import { useCalled } from '@/ui/values/called';
import { StatusTag, Time, Word } from '@/ui/values/values';
import './requestTask.css';

/** A request waiting to be carried out; opens it at the station. */
export function RequestTaskLink({ request }: { request: Schemas['RequestView'] }) {
  const { t } = useTranslation();
  const called = useCalled();
  return (
    <Link to={`/station/${request.id}`} className="station-task">
      <span className="station-what">
        <span><b><Word of="RequestKind" is={request.kind} /> {request.number}</b> <StatusTag status={request.status} /></span>
        <span className="quiet">{called(request, 'agency_name')} · {called(request, 'applicant_name')}{request.receiver_name ? ` · ${request.receiver_name}` : ''}</span>
        <span className="quiet">
          {request.due_at && <>{t('station:due')} <Time at={request.due_at} /> · </>}
          {t('station:approved')} <Time at={request.approved_at ?? request.submitted_at} />
        </span>
      </span>
      <span className="station-lines figures">{t('station:open_lines', { count: request.open_line_count, all: request.line_count })}</span>
      <RightOutlined aria-hidden />
    </Link>
  );
}
