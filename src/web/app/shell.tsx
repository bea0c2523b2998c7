import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useEffectEvent } from 'react';
import { Refusal } from '../../kernel/refusal.ts';
import { setCsrfToken } from '../api/call.ts';
import { feed } from '../api/live-feed.ts';
import { askMe } from '../api/session.ts';
import { Delayed } from '../ui/delayed.tsx';
import { PageFrameProvider } from '../ui/page-header.tsx';
import { useIsNarrow, useIsPhone } from '../ui/use-width.ts';
import { BottomBar } from './bottom-bar.tsx';
import { useChosenLook } from './color-scheme.ts';
import { ConnectChannelStrip } from './connect-channel-strip.tsx';
import { HeaderTools } from './header-tools.tsx';
import { useShellKeys } from './keys.ts';
import { useTexts, withRoomTexts } from './locale.tsx';
import { useOverlay } from './overlays.ts';
import { RoomTabs } from './room-tabs.tsx';
import { ServerGone } from './server-gone.tsx';
import classes from './shell.module.css';
import { Sidebar } from './sidebar.tsx';
import { OfflineStrip, SandboxStrip } from './state-strips.tsx';

const Overlays = lazy(
  withRoomTexts(() => import('./shell-overlays.tsx').then(({ ShellOverlays }) => ({ default: ShellOverlays }))),
);

/** Lets in who is signed in; everybody else goes to the sign-in page and comes back. */
export function Shell() {
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
  if (me) return <SignedIn />;
  if (error) return <ServerGone error={error} onRetry={() => void refetch()} />;
  return <Delayed>{null}</Delayed>;
}

function SignedIn() {
  const { t } = useTexts();
  const isPhone = useIsPhone();
  const isNarrow = useIsNarrow();
  const overlay = useOverlay();
  const { pathname } = useLocation();
  const isDock = useSearch({ strict: false }).dock === 1;
  useChosenLook();
  useShellKeys();
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, []);

  const frame = {
    tools: <HeaderTools isPhone={isPhone} />,
    below: (
      <>
        <OfflineStrip />
        <ConnectChannelStrip />
        {isNarrow && !isDock ? <RoomTabs /> : null}
      </>
    ),
    isDock,
  };
  return (
    <PageFrameProvider value={frame}>
      <div className={classes['shell']} data-dock={isDock || undefined}>
        <a className={classes['skip']} href="#content">
          {t('common.skipToContent')}
        </a>
        <SandboxStrip />
        <div className={classes['columns']}>
          {isDock || isPhone ? null : <Sidebar isRail={isNarrow || pathname === '/live'} />}
          <main id="content" tabIndex={-1} className={classes['main']}>
            <Suspense>
              <Outlet />
            </Suspense>
          </main>
        </div>
        {isPhone && !isDock ? <BottomBar /> : null}
      </div>
      <Suspense>{overlay ? <Overlays overlay={overlay} /> : null}</Suspense>
    </PageFrameProvider>
  );
}
