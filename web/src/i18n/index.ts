import type { Locale } from 'antd/es/locale';
import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Texts } from './texts';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const loaders: Record<Language, () => Promise<Texts>> = {
  'zh-CN': () => import('./zh-CN').then(({ texts }) => texts),
  en: () => import('./en').then(({ texts }) => texts),
};
const KEPT = 'custody.language';

/** The language chosen earlier, or else Chinese for Chinese browsers and English for all others. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  const wanted = kept ?? navigator.language;
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Loads a language and switches to it; returns Ant Design's texts. */
export async function speak(language: Language): Promise<Locale> {
  const texts = await loaders[language]();
  if (!i18n.isInitialized) {
    await i18n.use(initReactI18next).init({
      lng: language,
      resources: { [language]: texts.resources as Record<string, Record<string, string>> },
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  } else {
    for (const [name, content] of Object.entries(texts.resources)) i18n.addResourceBundle(language, name, content, true, true);
    await i18n.changeLanguage(language);
  }
  document.documentElement.lang = language;
  return texts.antd;
}

/** Loads a language's texts without switching to it, for reading what people paste in the other one. */
export async function learn(language: Language): Promise<void> {
  const texts = await loaders[language]();
  for (const [name, content] of Object.entries(texts.resources)) i18n.addResourceBundle(language, name, content, true, true);
}

/** Remembers a choice on this device. */
export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
}
