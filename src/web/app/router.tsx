import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { type ConsentEnd, consentEnd, isRight, isWizardStep } from './connect-search.ts';
import { withRoomTexts } from './locale.tsx';
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
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/team/sign-in-page.tsx')),
    'SignInPage',
  ),
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
  component: lazyRouteComponent(
    withRoomTexts(() => import('./live-room.tsx')),
    'LiveRoom',
  ),
});

const moderation = createRoute({
  getParentRoute: () => inside,
  path: '/moderation',
  // `?act=1` opens the form for acting on a typed login.
  validateSearch: (search: { act?: number } & SearchSchemaInput) => (Number(search.act) === 1 ? { act: 1 } : {}),
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/moderation/mod-log-page.tsx')),
    'ModLogPage',
  ),
});

const planning = createRoute({
  getParentRoute: () => inside,
  path: '/planning',
  // `?stream=ID` opens that stream; `?at=DAY` shows that month.
  validateSearch: (search: { stream?: string; at?: string } & SearchSchemaInput) => ({
    ...(typeof search.stream === 'string' ? { stream: search.stream } : {}),
    ...(typeof search.at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(search.at) ? { at: search.at } : {}),
  }),
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/planning/calendar-page.tsx')),
    'CalendarPage',
  ),
});

const tasks = createRoute({
  getParentRoute: () => inside,
  path: '/planning/tasks',
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/planning/tasks-page.tsx')),
    'TasksPage',
  ),
});

const scheduleSync = createRoute({
  getParentRoute: () => inside,
  path: '/planning/sync',
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/planning/sync-page.tsx')),
    'SyncPage',
  ),
});

const review = createRoute({
  getParentRoute: () => inside,
  path: '/planning/review',
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/planning/review-page.tsx')),
    'ReviewPage',
  ),
});

const finance = createRoute({
  getParentRoute: () => inside,
  path: '/finance',
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/finance/overview-page.tsx')),
    'OverviewPage',
  ),
});

const ledger = createRoute({
  getParentRoute: () => inside,
  path: '/finance/ledger',
  // `?entry=ID` opens an entry; `?stream=N` shows what was booked to a stream; `?new=1` opens the form.
  validateSearch: (
    search: {
      entry?: string;
      stream?: number;
      new?: number;
      book?: string;
      from?: string;
      to?: string;
      direction?: string;
    } & SearchSchemaInput,
  ) => ({
    ...(typeof search.entry === 'string' ? { entry: search.entry } : {}),
    ...(Number(search.stream) > 0 ? { stream: Number(search.stream) } : {}),
    ...(Number(search.new) === 1 ? { new: 1 } : {}),
    ...(search.book === 'management' ? { book: 'management' as const } : {}),
    ...(typeof search.from === 'string' ? { from: search.from } : {}),
    ...(typeof search.to === 'string' ? { to: search.to } : {}),
    ...(search.direction === 'income' || search.direction === 'expense'
      ? { direction: search.direction as 'income' | 'expense' }
      : {}),
  }),
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/finance/ledger-page.tsx')),
    'LedgerPage',
  ),
});

const moneyByStream = createRoute({
  getParentRoute: () => inside,
  path: '/finance/streams',
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/finance/streams-page.tsx')),
    'StreamsPage',
  ),
});

const streamReport = createRoute({
  getParentRoute: () => inside,
  path: '/finance/streams/$broadcastId',
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/finance/stream-report-page.tsx')),
    'StreamReportPage',
  ),
});

const estimates = createRoute({
  getParentRoute: () => inside,
  path: '/finance/estimates',
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/finance/estimates-page.tsx')),
    'EstimatesPage',
  ),
});

/** The rows behind an estimated figure. */
const moneyRows = createRoute({
  getParentRoute: () => inside,
  path: '/finance/rows',
  validateSearch: (search: { source?: string; stream?: number; from?: string; to?: string } & SearchSchemaInput) => ({
    ...(typeof search.source === 'string' ? { source: search.source } : {}),
    ...(Number(search.stream) > 0 ? { stream: Number(search.stream) } : {}),
    ...(typeof search.from === 'string' ? { from: search.from } : {}),
    ...(typeof search.to === 'string' ? { to: search.to } : {}),
  }),
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/finance/rows-page.tsx')),
    'RowsPage',
  ),
});

const team = createRoute({
  getParentRoute: () => inside,
  path: '/team',
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/team/team-page.tsx')),
    'TeamPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/settings/settings-page.tsx')),
    'SettingsPage',
  ),
});

const system = createRoute({
  getParentRoute: () => inside,
  path: '/system',
  // `?grant=RIGHT` opens the question about that right.
  validateSearch: (search: { grant?: string } & ConsentEnd & SearchSchemaInput) => ({
    ...(isRight(search.grant) ? { grant: search.grant } : {}),
    ...consentEnd(search),
  }),
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/system/system-page.tsx')),
    'SystemPage',
  ),
});

/** A page of its own, without the rooms: there may be nothing in them yet. */
const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect',
  validateSearch: (search: { step?: string } & ConsentEnd & SearchSchemaInput) => ({
    ...(isWizardStep(search.step) ? { step: search.step } : {}),
    ...consentEnd(search),
  }),
  component: lazyRouteComponent(
    withRoomTexts(() => import('../modules/system/connect-page.tsx')),
    'ConnectPage',
  ),
});

const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFoundPage });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    inside.addChildren([
      home,
      live,
      moderation,
      planning,
      tasks,
      scheduleSync,
      review,
      finance,
      ledger,
      moneyByStream,
      streamReport,
      estimates,
      moneyRows,
      team,
      settings,
      system,
      nowhere,
    ]),
    connect,
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
