import { Outlet, useLocation, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { PageFrameProvider } from '../ui/page-header.tsx';
import { useIsNarrow, useIsPhone } from '../ui/use-width.ts';
import { BottomBar } from './bottom-bar.tsx';
import { ConnectChannelStrip } from './connect-channel-strip.tsx';
import { HeaderTools } from './header-tools.tsx';
import { useShellKeys } from './keys.ts';
import { useTexts, withRoomTexts } from './locale.tsx';
import { useOverlay } from './overlays.ts';
import { RoomTabs } from './room-tabs.tsx';
import classes from './shell.module.css';
import { Sidebar } from './sidebar.tsx';
import { SignedIn } from './signed-in.tsx';
import { OfflineStrip, SandboxStrip } from './state-strips.tsx';

const Overlays = lazy(
  withRoomTexts(() => import('./shell-overlays.tsx').then(({ ShellOverlays }) => ({ default: ShellOverlays }))),
);

/** Every room stands in it: navigation, header, what lies over the pages. */
export function Shell() {
  return (
    <SignedIn>
      <Rooms />
    </SignedIn>
  );
}

function Rooms() {
  const { t } = useTexts();
  const isPhone = useIsPhone();
  const isNarrow = useIsNarrow();
  const overlay = useOverlay();
  const { pathname } = useLocation();
  const isDock = useSearch({ strict: false }).dock === 1;
  useShellKeys();

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
