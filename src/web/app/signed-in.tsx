import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { Refusal } from '../../kernel/refusal.ts';
import { setCsrfToken } from '../api/call.ts';
import { feed } from '../api/live-feed.ts';
import { askMe } from '../api/session.ts';
import { Delayed } from '../ui/delayed.tsx';
import { useChosenLook } from './color-scheme.ts';
import { ServerGone } from './server-gone.tsx';

/** Lets in who is signed in; everybody else goes to the sign-in page and comes back. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { data: me, error, refetch } = useQuery(askMe());
  const { href } = useLocation();
  const navigate = useNavigate();
  const isSignedOut = error instanceof Refusal && error.code === 'http.no-session';
  const leave = useEffectEvent(() => {
    setCsrfToken(null);
    void navigate({ to: '/sign-in', search: href === '/' ? {} : { returnTo: href }, replace: true });
  });
  useEffect(() => {
    if (isSignedOut) leave();
  }, [isSignedOut]);
  if (isSignedOut) return null;
  if (me) return <Inside>{children}</Inside>;
  if (error) return <ServerGone error={error} onRetry={() => void refetch()} />;
  return <Delayed>{null}</Delayed>;
}

/** The person's look, and the live line of this window. */
function Inside({ children }: { children: ReactNode }) {
  useChosenLook();
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, []);
  return children;
}
