// How what happened names people, agencies, places and cases: as they were called then, and beside it as they are now.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';

/** A row of the past: its names are those of then; `names_now` has the present ones of what was renamed since. */
interface Told {
  names_now?: Schemas['NamesNow'];
}

/** Names of a row, by member, as one text: 张三（现名：李四）. Members without a name are left out; undefined when none has one. */
export function useCalled() {
  const { t } = useTranslation();
  return useCallback(
    <R extends Told>(row: R, ...members: (keyof R & string)[]): string | undefined => {
      const names = members.flatMap((member) => {
        const then = row[member];
        if (typeof then !== 'string' || then === '') return [];
        const now = row.names_now?.[member];
        if (now === undefined) return [then];
        return [member.endsWith('_no') ? t('ui:now_numbered', { then, now }) : t('ui:now_called', { then, now })];
      });
      return names.length > 0 ? names.join(t('ui:comma')) : undefined;
    },
    [t],
  );
}
