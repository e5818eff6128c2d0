import type { TFunction } from 'i18next';

/** The name of a logged action in the reader's language; an action newer than this interface keeps the log's own name. */
export function actionName(t: TFunction, action: string): string {
  return t(`actions:${action}`, { defaultValue: t(`words:ItemAction.${action}`, { defaultValue: action }) });
}
