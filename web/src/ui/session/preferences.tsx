import { App as AntApp, ConfigProvider, theme as antTheme } from 'antd';
import type { Locale } from 'antd/es/locale';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { queryClient } from '@/api/client';
import { keepLanguage, type Language, preferredLanguage, speak } from '@/i18n';
import { nonce } from './nonce';

type Appearance = 'light' | 'dark' | 'system';

interface Preferences {
  language: Language;
  setLanguage: (language: Language) => void;
  appearance: Appearance;
  setAppearance: (appearance: Appearance) => void;
  dark: boolean;
}

const Context = createContext<Preferences | null>(null);
const APPEARANCE = 'custody.appearance';
const system = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(changed: () => void): () => void {
  system.addEventListener('change', changed);
  return () => system.removeEventListener('change', changed);
}

let printing = false;

/** Paper is white: what is dark on the screen is printed as in daylight. */
function subscribePrint(changed: () => void): () => void {
  const note = ({ type }: Event) => {
    printing = type === 'beforeprint';
    changed();
  };
  window.addEventListener('beforeprint', note);
  window.addEventListener('afterprint', note);
  return () => {
    window.removeEventListener('beforeprint', note);
    window.removeEventListener('afterprint', note);
  };
}

export function usePreferences(): Preferences {
  const held = useContext(Context);
  if (held === null) throw new Error('usePreferences outside of PreferencesProvider');
  return held;
}

function keptAppearance(): Appearance {
  const kept = localStorage.getItem(APPEARANCE);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Provides language and appearance, and configures Ant Design accordingly. */
export function PreferencesProvider({ locale: first, children }: { locale: Locale; children: ReactNode }) {
  const [language, showLanguage] = useState(preferredLanguage);
  const [locale, setLocale] = useState(first);
  const [appearance, showAppearance] = useState(keptAppearance);
  const systemDark = useSyncExternalStore(subscribe, () => system.matches);
  const onPaper = useSyncExternalStore(subscribePrint, () => printing);
  const dark = !onPaper && (appearance === 'dark' || (appearance === 'system' && systemDark));

  useLayoutEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);

  const value = useMemo<Preferences>(
    () => ({
      language,
      setLanguage: (chosen) => {
        keepLanguage(chosen);
        void speak(chosen).then((texts) => {
          setLocale(texts);
          showLanguage(chosen);
          // The API answers in the reader's language.
          return queryClient.invalidateQueries();
        });
      },
      appearance,
      setAppearance: (chosen) => {
        localStorage.setItem(APPEARANCE, chosen);
        showAppearance(chosen);
      },
      dark,
    }),
    [language, appearance, dark],
  );

  return (
    <Context value={value}>
      <ConfigProvider
        locale={locale}
        csp={{ nonce }}
        button={{ autoInsertSpace: false }}
        theme={{
          algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
          token: {
            colorPrimary: '#1d4ed8',
            // The derived ones fall below 4.5 : 1 as the text of a button or a link under the pointer.
            ...(dark ? {} : { colorPrimaryHover: '#2f62e0', colorLinkHover: '#2f62e0' }),
            colorLink: dark ? '#8fb0ff' : '#1d4ed8',
            // Ant Design's default greys have too little contrast (WCAG 1.4.3).
            colorTextTertiary: dark ? 'rgba(255, 255, 255, 0.65)' : 'rgba(0, 0, 0, 0.65)',
            colorTextDescription: dark ? 'rgba(255, 255, 255, 0.65)' : 'rgba(0, 0, 0, 0.65)',
            colorTextPlaceholder: dark ? 'rgba(255, 255, 255, 0.6)' : 'rgba(0, 0, 0, 0.6)',
            colorError: dark ? '#ff7875' : '#cf1322',
            borderRadius: 4,
            fontSize: 14,
            motion: !reducedMotion,
          },
          components: {
            Layout: { headerHeight: 52, headerPadding: '0 16px' },
            Menu: dark ? { itemSelectedColor: '#8fb0ff' } : {},
            Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 10 },
          },
        }}
      >
        <AntApp className="house">{children}</AntApp>
      </ConfigProvider>
    </Context>
  );
}

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
