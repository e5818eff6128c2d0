import { createBrowserRouter, Navigate, type RouteObject } from 'react-router-dom';
import { HelpSection } from '@/ui/help/HelpButton';
import { isPermitted, type Page } from '@/ui/page/page';
import { Forbidden, NotFound, PageFailed, Splash } from '@/ui/page/pageStates';
import { useMe } from '@/ui/session/me';
import { allPages } from './allPages';
import { SessionGate } from './coming_in/SessionGate';

function Permitted({ page, children }: { page: Page; children: React.ReactNode }) {
  const me = useMe();
  return isPermitted(page, me.permissions) ? <HelpSection value={page.help}>{children}</HelpSection> : <Forbidden />;
}

/** Opens the person's first page. */
function Home() {
  const me = useMe();
  const desks = allPages.filter((page) => page.home !== undefined && isPermitted(page, me.permissions));
  const first = desks.toSorted((a, b) => (a.home ?? 0) - (b.home ?? 0))[0];
  return first ? <Navigate to={`/${first.path}`} replace /> : <Forbidden />;
}

function routeOf(page: Page): RouteObject {
  return {
    path: page.path,
    errorElement: <PageFailed />,
    lazy: async () => {
      const { default: Content } = await page.load();
      return { element: <Permitted page={page}><Content /></Permitted> };
    },
  };
}

export const router = createBrowserRouter([
  {
    errorElement: <PageFailed whole />,
    hydrateFallbackElement: <Splash />,
    children: [
      { path: '/sign-in', lazy: async () => ({ Component: (await import('./coming_in/SignInPage')).default }) },
      { path: '/sign-in/return', lazy: async () => ({ Component: (await import('./coming_in/ReturnPage')).default }) },
      { path: '/password', lazy: async () => ({ Component: (await import('./coming_in/PasswordPage')).default }) },
      { path: '/two-step', lazy: async () => ({ Component: (await import('./factors/FactorPage')).default }) },
      {
        path: '/',
        element: <SessionGate />,
        children: [
          {
            lazy: async () => ({ Component: (await import('./Shell')).default }),
            children: [{ index: true, element: <Home /> }, ...allPages.map(routeOf), { path: '*', element: <NotFound /> }],
          },
        ],
      },
    ],
  },
]);
