import { App, type FormInstance } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';

/** Converts a JSON pointer to an Ant Design field name: `/items/3/name` is `['items', 3, 'name']`. */
export function fieldOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}

/** Shows the API's field errors in the form; false when there are none, or some have no field there. */
export function fieldErrors<T>(form: FormInstance<T>, problem: Problem): boolean {
  const fields = problem.fields.filter(({ pointer }) => pointer !== '').map(({ pointer, detail }) => ({ name: fieldOf(pointer), errors: [detail] }));
  if (fields.length === 0) return false;
  const known = fields.filter(({ name }) => form.getFieldInstance(name as never) !== undefined);
  form.setFields(fields as never);
  const first = known[0];
  if (first) form.scrollToField(first.name as never);
  return known.length === fields.length;
}

/** Details spelt out in a notification. */
const SHOWN = 5;

/** What has been notified of, by key. */
const reported = new Set<string>();

/** Takes away what was notified of errors: whoever tries again has read it. */
export function useForgetReports(): () => void {
  const { notification } = App.useApp();
  return useCallback(() => {
    for (const key of reported) notification.destroy(key);
    reported.clear();
  }, [notification]);
}

/** Notifies the person of an error, with the request id to quote. */
export function useReport(): (error: unknown) => void {
  const { notification } = App.useApp();
  const { t } = useTranslation();
  return useCallback(
    (error: unknown) => {
      const problem = Problem.from(error);
      // The session gate shows the sign-in page instead.
      if (problem.status === 401) return;
      const lines = [...new Set(problem.fields.map(({ detail }) => detail))];
      const key = problem.code + lines.join();
      reported.add(key);
      notification.error({
        key,
        title: problem.status === 0 ? t('shell:unreachable') : problem.message,
        description: (
          <>
            {problem.status === 0 && t('shell:unreachable_help')}
            {problem.code === 'version_stale' && t('ui:version_stale_help')}
            {lines.slice(0, SHOWN).map((line) => <div key={line}>{line}</div>)}
            {lines.length > SHOWN && <div>{t('ui:more_details', { count: lines.length - SHOWN })}</div>}
            {problem.requestId && problem.status >= 500 && <div className="quiet">{t('ui:request_id', { id: problem.requestId })}</div>}
          </>
        ),
        duration: 8,
      });
    },
    [notification, t],
  );
}
