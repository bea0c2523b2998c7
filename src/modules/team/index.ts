import type { AccountView, RightView } from '../../contract/accounts.ts';
import type { Id, TwitchUserId } from '../../kernel/id.ts';
import type { Migration } from '../../platform/db/migrate.ts';
import { NamedTurns } from '../../platform/db/named-turns.ts';
import type { Caller, Module } from '../../platform/module.ts';
import { createAttempts } from './attempts.ts';
import { isOwned } from './become-owner.ts';
import { type Bot, findBot } from './bot-store.ts';
import { type ConnectedChannel, findChannel } from './channel-store.ts';
import { connectChannelWith } from './connect-channel-with.ts';
import type { TeamContext, TeamParts } from './context.ts';
import { createTeamDesk, type TeamDesk } from './desk.ts';
import { followAccount } from './follow-account.ts';
import { forgetStrangers } from './forget-strangers.ts';
import { listAccounts, listRights } from './list-accounts.ts';
import { countUnconfirmed } from './list-sign-ins.ts';
import { team0001 } from './migrations/0001-team.ts';
import { team0002 } from './migrations/0002-rights-and-bot.ts';
import { createOwnerLinks } from './owner-link.ts';
import { teamPages } from './pages.ts';
import { resolveMember } from './resolve-member.ts';
import { accountRoutes, teamRoutes } from './routes.ts';

export type { Bot } from './bot-store.ts';
export type { ConnectedChannel } from './channel-store.ts';
export type { TeamParts } from './context.ts';
export { newOwnerToken, ownerLink } from './owner-link.ts';
export type { TeamTables } from './tables.ts';

/** Oldest first. */
export const teamMigrations: readonly Migration[] = [team0001, team0002];

/** Members, roles, sign-in, and which channel this is about. */
export interface Team extends Module {
  /** Who the person behind a session is now; `undefined` once she is no member. */
  resolveMember(memberId: Id<'mem'>): Promise<Omit<Caller, 'sessionKey' | 'csrfToken'> | undefined>;
  /** The channel this installation is about, once connected. */
  findChannel(): Promise<ConnectedChannel | undefined>;
  /** The account that writes under a name of its own, where there is one. */
  findBot(): Promise<Bot | undefined>;
  /** Every connected account, and what may be done on the channel, as the pages show them. */
  listAccounts(): Promise<readonly AccountView[]>;
  listRights(): Promise<readonly RightView[]>;
  /** How many browsers are signed in as this person by a code of which she did not say yet that it was she. */
  countUnconfirmed(caller: Pick<Caller, 'memberId' | 'sessionKey'>): Promise<number>;
  /** Is there an owner who can sign in with Twitch? Until then the one-time link is offered. */
  isOwned(): Promise<boolean>;
  /** A fresh one-time link; the one before is void. Works while nobody owns the installation. */
  createOwnerLink(origin: string, token?: string): string;
  /** Connects the channel without a browser. @throws Refusal */
  connectChannelWith(consent: (authorizeUrl: string) => Promise<URL>): Promise<void>;
  /** For the command line. */
  readonly desk: TeamDesk;
  /** To be called when an account in the vault changed. */
  followAccount(userId: TwitchUserId): Promise<void>;
  /** Ends grants that a crash left behind; once, at the start. */
  forgetStrangers(): Promise<void>;
  /** Ends every consent under way; Twitch is not asked about codes any more. */
  stop(): Promise<void>;
}

export function createTeam(parts: TeamParts): Team {
  const context: TeamContext = {
    ...parts,
    attempts: createAttempts(parts.clock),
    following: new Set(),
    turns: new NamedTurns(),
    ownerLinks: createOwnerLinks(),
  };
  return {
    name: 'team',
    routes: [teamRoutes(context), accountRoutes(context)],
    pages: teamPages(context),
    feeds: [],
    jobs: [],
    resolveMember: (memberId) => resolveMember(context, memberId),
    findChannel: () => findChannel(context.db.read),
    findBot: () => findBot(context.db.read),
    listAccounts: async () => (await listAccounts(context, { twitchId: null })).accounts,
    listRights: async () => (await listRights(context)).rights,
    countUnconfirmed: (caller) => countUnconfirmed(context, caller),
    isOwned: () => isOwned(context.db.read),
    createOwnerLink: (origin, token) => context.ownerLinks.create(origin, token),
    connectChannelWith: (consent) => connectChannelWith(context, consent),
    desk: createTeamDesk(context),
    followAccount: (userId) => followAccount(context, userId),
    forgetStrangers: () => forgetStrangers(context),
    async stop() {
      context.attempts.endAll();
      await Promise.allSettled(context.following);
    },
  };
}
