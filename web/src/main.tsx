import './ui/session/nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { preferredLanguage, speak } from '@/i18n';
import { App } from './app/App';
import './styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

// In a build only: the development server has no files to keep.
if (import.meta.env.PROD) void navigator.serviceWorker?.register('/worker.js').catch(() => undefined);

void speak(preferredLanguage()).then((locale) =>
  createRoot(root).render(
    <StrictMode>
      <App locale={locale} />
    </StrictMode>,
  ),
);
