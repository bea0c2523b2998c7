import type { Id } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Result } from '../../kernel/result.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import type { NamedTurns } from '../../platform/db/named-turns.ts';
import type { Log } from '../../platform/log.ts';
import type { FeedOut, Presence, SessionView } from '../../platform/module.ts';
import type { ChannelReads } from '../../twitch/channel.ts';
import type { DeviceLogin } from '../../twitch/device-login.ts';
import type { TwitchFailure } from '../../twitch/failure.ts';
import type { OAuth, TwitchApp } from '../../twitch/oauth.ts';
import type { TokenVault } from '../../twitch/token-vault.ts';
import type { Attempts } from './attempts.ts';
import type { OwnerLinks } from './owner-link.ts';
import type { TeamTables } from './tables.ts';

/** What the team needs from the house. */
export interface TeamParts {
  readonly db: Pick<Database<TeamTables>, 'read' | 'transaction'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: TokenVault;
  readonly oauth: OAuth;
  readonly channelReads: ChannelReads;
  readonly feed: Pick<FeedOut, 'changed'>;
  readonly presence: Presence;
  readonly sessions: {
    /** Every living one, the newest first. */
    list(): Promise<readonly SessionView[]>;
    end(sessionKey: string): Promise<void>;
    confirm(sessionKey: string): Promise<void>;
    endSessionsOf(memberId: Id<'mem'>): Promise<void>;
  };
  readonly site: {
    readonly version: string;
    readonly isSandbox: boolean;
    readonly hasTwitchApp: boolean;
    /** `http://localhost:PORT/callback`, known once the server listens. */
    redirectUri(): string;
  };
  readonly twitchApp: {
    /** `null` in the sandbox, whose app is nobody's to see. */
    readonly clientId: string | null;
    /** Set by environment. */
    readonly isFixed: boolean;
    /** Asks Twitch whether it is as it was said. */
    check(app: TwitchApp): Promise<Result<void, TwitchFailure>>;
    /** Seals it and restarts on the real channel; gives where to go on after the restart. */
    save(app: TwitchApp): Promise<{ readonly continueUrl: string }>;
  };
  /** How long Twitch is left in peace between two questions about a code; as long as it says, by default. */
  readonly deviceSleep?: NonNullable<DeviceLogin['sleep']>;
}

/** The same with what the team keeps in memory. */
export interface TeamContext extends TeamParts {
  readonly attempts: Attempts;
  /** Codes that Twitch is being asked about. */
  readonly following: Set<Promise<void>>;
  readonly turns: NamedTurns;
  readonly ownerLinks: OwnerLinks;
}

/** Whoever keeps or ends a grant decides by who is who: alone, so that nobody else changes that meanwhile. */
export function aloneWithGrants<R>({ turns }: Pick<TeamContext, 'turns'>, work: () => Promise<R>): Promise<R> {
  return turns.take('grants', work);
}

export function refusalOf(failure: TwitchFailure): Refusal {
  return new Refusal(failure.code, failure.params);
}
