import type { TFunction } from 'i18next';

/** The name of a logged action in the reader's language; an action this version does not know keeps its name in the log. */
export function actionName(t: TFunction, action: string): string {
  return t(`actions:${action}`, { defaultValue: t(`words:ItemAction.${action}`, { defaultValue: action }) });
}
