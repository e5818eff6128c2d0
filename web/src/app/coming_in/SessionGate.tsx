import { useEffect, useMemo, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { queries, queryClient } from '@/api/client';
import { Problem } from '@/api/problem';
import { endedIdle, onOtherPerson, onSessionEnd, rememberedMe } from '@/api/session';
import { Failed, Splash } from '@/ui/page/pageStates';
import { MeContext } from '@/ui/session/me';
import { IdleWarning } from './IdleWarning';
import { OtherPerson } from './OtherPerson';
import { ProofDialog } from './ProofDialog';

const SESSION = queries.queryOptions('get', '/api/v1/session', {});

/** Lets signed-in people through; everyone else signs in first and returns to the same address. */
export function SessionGate() {
  const location = useLocation();
  const { data, error, isPending, refetch } = queries.useQuery('get', '/api/v1/session', {}, { staleTime: 60_000 });

  const [replaced, setReplaced] = useState(false);
  useEffect(() => onOtherPerson(() => setReplaced(true)), []);
  useEffect(
    () =>
      onSessionEnd(() => {
        // Without an earlier session there is nothing to end: the query has already answered 401.
        if (queryClient.getQueryData(SESSION.queryKey)) void queryClient.resetQueries({ queryKey: SESSION.queryKey });
      }),
    [],
  );

  // Without a line the page begins with the person it knows; the server answers in nobody else's name.
  const away = error !== null && Problem.from(error).status === 0;
  const person = useMemo(() => data ?? (away ? rememberedMe() : null), [data, away]);
  const me = useMemo(
    () => person && { ...person, may: (permission: (typeof person.permissions)[number]) => person.permissions.includes(permission) },
    [person],
  );
  useEffect(() => {
    if (!away) return;
    const again = () => void refetch();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [away, refetch]);
  if (replaced) return <OtherPerson name={me?.user.name} />;
  if (isPending) return <Splash />;
  if (error && !(away && me)) {
    const problem = Problem.from(error);
    if (problem.status !== 401) return <Failed problem={problem} again={() => void refetch()} />;
    const here = location.pathname + location.search;
    const search = new URLSearchParams({ ...(here === '/' ? {} : { next: here }), ...(endedIdle() ? { idle: '' } : {}) }).toString();
    return <Navigate to={search === '' ? '/sign-in' : `/sign-in?${search}`} replace />;
  }
  if (!me) return <Splash />;
  if (me.must_change_password) return <Navigate to="/password" replace />;
  if (me.must_set_up_factor) return <Navigate to="/two-step" replace />;
  return (
    <MeContext value={me}>
      <IdleWarning seconds={me.idle_seconds} />
      <ProofDialog me={me} />
      <Outlet />
    </MeContext>
  );
}
