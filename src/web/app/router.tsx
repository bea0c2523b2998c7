import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { NotFoundPage } from './not-found-page.tsx';
import { PageFailed } from './page-failed.tsx';
import { Shell } from './shell.tsx';

// Every room is a chunk of its own: who only reads chat never loads the books.

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: { problem?: string; returnTo?: string } & SearchSchemaInput) => ({
    ...(typeof search.problem === 'string' ? { problem: search.problem } : {}),
    ...(typeof search.returnTo === 'string' && /^\/(?![/\\])/.test(search.returnTo)
      ? { returnTo: search.returnTo }
      : {}),
  }),
  component: lazyRouteComponent(() => import('../modules/team/sign-in-page.tsx'), 'SignInPage'),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  // `?dock=1` shows the page alone, for OBS and windows of its own.
  validateSearch: (search: { dock?: number } & SearchSchemaInput) => (Number(search.dock) === 1 ? { dock: 1 } : {}),
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./home-room.tsx'), 'HomeRoom'),
});

const live = createRoute({
  getParentRoute: () => inside,
  path: '/live',
  // `?line=SEQ` opens the log at that line.
  validateSearch: (search: { line?: number } & SearchSchemaInput) =>
    Number.isSafeInteger(Number(search.line)) && Number(search.line) > 0 ? { line: Number(search.line) } : {},
  component: lazyRouteComponent(() => import('./live-room.tsx'), 'LiveRoom'),
});

const moderation = createRoute({
  getParentRoute: () => inside,
  path: '/moderation',
  // `?act=1` opens the form for acting on a typed login.
  validateSearch: (search: { act?: number } & SearchSchemaInput) => (Number(search.act) === 1 ? { act: 1 } : {}),
  component: lazyRouteComponent(() => import('../modules/moderation/mod-log-page.tsx'), 'ModLogPage'),
});

const team = createRoute({
  getParentRoute: () => inside,
  path: '/team',
  component: lazyRouteComponent(() => import('../modules/team/team-page.tsx'), 'TeamPage'),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('../modules/settings/settings-page.tsx'), 'SettingsPage'),
});

const system = createRoute({
  getParentRoute: () => inside,
  path: '/system',
  component: lazyRouteComponent(() => import('../modules/system/system-page.tsx'), 'SystemPage'),
});

const connect = createRoute({
  getParentRoute: () => inside,
  path: '/connect',
  component: lazyRouteComponent(() => import('../modules/system/connect-page.tsx'), 'ConnectPage'),
});

const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFoundPage });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    inside.addChildren([home, live, moderation, team, settings, system, connect, nowhere]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: PageFailed,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
