import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { accounts } from '../contract/accounts.ts';
import type { Contract, InputOf, ReplyOf } from '../contract/endpoint.ts';
import { team } from '../contract/team.ts';
import type { Id } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { createTeam, type Team, type TeamTables, teamMigrations } from '../modules/team/index.ts';
import type { Database } from '../platform/db/database.ts';
import { createSessions, type SessionBook } from '../platform/http/sessions.ts';
import { platformMigrations } from '../platform/migrations.ts';
import type { Caller, PageReply, Visitor } from '../platform/module.ts';
import { createSeal } from '../platform/seal.ts';
import type { PlatformTables } from '../platform/tables.ts';
import { createChannelReads } from '../twitch/channel.ts';
import { createHelix } from '../twitch/helix.ts';
import { twitchMigrations } from '../twitch/migrations.ts';
import { createOAuth, type TwitchApp } from '../twitch/oauth.ts';
import type { TwitchTables } from '../twitch/tables.ts';
import { createTokenVault, type TokenVault } from '../twitch/token-vault.ts';
import { tryApp } from '../twitch/try-app.ts';
import { cleanUpLater } from './clean-up.ts';
import { type SimulatedTwitch, startSimulatedTwitch } from './simulated-twitch.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { openTestDatabase } from './test-database.ts';
import { createTestLog, type TestLog } from './test-log.ts';

const ORIGIN = 'http://localhost:8080';

/** One browser, as the team sees it. */
export interface TestBrowser {
  readonly visitor: Visitor;
  /** Signed in as this member; set by a page that begins a session. */
  memberId: Id<'mem'> | undefined;
  sessionKey: string | undefined;
}

export interface TestTeam {
  readonly team: Team;
  readonly twitch: SimulatedTwitch;
  readonly db: Database<TeamTables & TwitchTables & PlatformTables>;
  readonly vault: TokenVault;
  readonly sessions: SessionBook;
  readonly clock: TestClock;
  readonly log: TestLog;
  readonly changed: string[];
  /** Members whose feeds were ended or begun anew. */
  readonly disconnected: Id<'mem'>[];
  readonly reopened: Id<'mem'>[];
  readonly present: Set<Id<'mem'>>;
  readonly savedApps: TwitchApp[];
  browser(visitor?: Partial<Visitor>): TestBrowser;
  /** Calls the API as this browser. */
  call<N extends keyof typeof team>(
    browser: TestBrowser,
    name: N,
    ...input: InputOf<(typeof team)[N]> extends Record<string, never> ? [] : [input: Partial<InputOf<(typeof team)[N]>>]
  ): Promise<ReplyOf<(typeof team)[N]>>;
  /** The same of the accounts' part of the contract. */
  ask<N extends keyof typeof accounts>(
    browser: TestBrowser,
    name: N,
    input?: Partial<InputOf<(typeof accounts)[N]>>,
  ): Promise<ReplyOf<(typeof accounts)[N]>>;
  /** Visits one of the team's pages; a session it begins is the browser's. */
  visit(browser: TestBrowser, url: URL | string): Promise<PageReply | undefined>;
  /** The channel connected, as the sandbox does at its first start. */
  connectChannel(): Promise<void>;
  /** A browser whose person came by the one-time link. */
  owner(): Promise<TestBrowser>;
  /** Goes to Twitch as this person and comes back. */
  signIn(browser: TestBrowser, login: string): Promise<PageReply | undefined>;
}

interface TestTeamOptions {
  /** The one that has a secret, unless asked for. */
  readonly app?: TwitchApp;
  readonly isSandbox?: boolean;
}

export async function createTestTeam(options: TestTeamOptions = {}): Promise<TestTeam> {
  const clock = createTestClock(Date.now());
  const twitch = await startSimulatedTwitch({ clock });
  const { addresses } = twitch;
  const { app = twitch.app, isSandbox = true } = options;
  const log = createTestLog();
  const db = await openTestDatabase<TeamTables & TwitchTables & PlatformTables>([
    ...platformMigrations,
    ...twitchMigrations,
    ...teamMigrations,
  ]);
  const oauth = createOAuth({ addresses, app, clock });
  const vault = createTokenVault({ db, seal: createSeal(randomBytes(32), 'twitch-token'), oauth, clock, log });
  const helix = createHelix({ vault, addresses, clientId: app.clientId, clock });
  const sessions = createSessions(db, clock);
  const changed: string[] = [];
  const disconnected: Id<'mem'>[] = [];
  const reopened: Id<'mem'>[] = [];
  const present = new Set<Id<'mem'>>();
  const savedApps: TwitchApp[] = [];
  const subject = createTeam({
    db,
    clock,
    log,
    vault,
    oauth,
    channelReads: createChannelReads(helix),
    feed: { changed: (what) => void changed.push(what) },
    presence: {
      present: () => present,
      disconnect: (memberId) => void disconnected.push(memberId),
      reopen: (memberId) => void reopened.push(memberId),
    },
    sessions,
    site: { version: '1.2.3', isSandbox, hasTwitchApp: true, redirectUri: () => `${ORIGIN}/callback` },
    twitchApp: {
      clientId: isSandbox ? null : app.clientId,
      isFixed: false,
      check: (tried) => tryApp(addresses, tried),
      save: async (saved) => {
        savedApps.push(saved);
        return { continueUrl: `${ORIGIN}/api/sign-in/link/after-restart` };
      },
    },
    // As fast as this machine answers; only the clock says how long a code is good.
    deviceSleep: (_ms, signal) => sleep(2, undefined, { signal }),
  });
  cleanUpLater(() => subject.stop());

  async function callerOf(browser: TestBrowser): Promise<Caller> {
    const member = browser.memberId && (await subject.resolveMember(browser.memberId));
    if (!member || browser.sessionKey === undefined) throw new Error('this browser is not signed in');
    const { browserKey } = browser.visitor;
    return { ...member, sessionKey: browser.sessionKey, csrfToken: 'csrf', browserKey };
  }

  async function callOf(contract: Contract, browser: TestBrowser, name: string, input: unknown): Promise<unknown> {
    const endpoint = contract[name];
    const handler = subject.routes.find((each) => each.contract === contract)?.handlers[name];
    if (!endpoint || !handler) throw new Error(`nothing answers ${name}`);
    const caller = endpoint.access === 'open' ? undefined : await callerOf(browser);
    const { access } = endpoint;
    if (caller && access !== 'member' && access !== 'open' && !caller.permissions.includes(access)) {
      throw new Refusal('http.forbidden', { permission: access });
    }
    const reply = await handler(endpoint.input.parse(input ?? {}) as never, (caller ?? browser.visitor) as never);
    return endpoint.output.parse(reply);
  }

  const self: TestTeam = {
    team: subject,
    twitch,
    db,
    vault,
    sessions,
    clock,
    log,
    changed,
    disconnected,
    reopened,
    present,
    savedApps,
    browser: (visitor) => ({
      visitor: {
        browserKey: randomBytes(16).toString('base64url'),
        origin: ORIGIN,
        language: 'en',
        address: '127.0.0.1',
        ...visitor,
      },
      memberId: undefined,
      sessionKey: undefined,
    }),
    call: (browser, name, ...[input]) => callOf(team, browser, name, input) as never,
    ask: (browser, name, input) => callOf(accounts, browser, name, input) as never,
    async visit(browser, address) {
      const url = new URL(address, ORIGIN);
      for (const page of subject.pages) {
        const params = matchPath(page.path, url.pathname);
        if (!params) continue;
        const caller = browser.memberId === undefined ? null : await callerOf(browser);
        const query = Object.fromEntries(url.searchParams);
        const reply = await page.handle({ params, query, visitor: browser.visitor, caller });
        if (reply?.signIn !== undefined) {
          const { memberId, way } = reply.signIn;
          const { session } = await sessions.begin(memberId, { way, address: browser.visitor.address });
          browser.memberId = memberId;
          browser.sessionKey = session.key;
        }
        return reply;
      }
      throw new Error(`no page at ${url.pathname}`);
    },
    connectChannel: () => subject.connectChannelWith((url) => twitch.consent(url, 'derflaavius')),
    async owner() {
      const browser = self.browser();
      await self.visit(browser, subject.createOwnerLink(ORIGIN));
      return browser;
    },
    async signIn(browser, login) {
      const { authorizeUrl } = await self.call(browser, 'beginSignIn', {});
      return self.visit(browser, await twitch.consent(authorizeUrl, login));
    },
  };
  return self;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const match = new RegExp(`^${pattern.replace(/:\w+/g, '([^/]+)')}$`).exec(path);
  return match ? Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ''])) : undefined;
}
