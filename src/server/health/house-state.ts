import type { LineState } from '../../twitch/line-state.ts';
import type { StyleNotice } from '../style-file.ts';

/**
 * What is known about the house at one moment. Found out once (`gather.ts`, or `look-alone.ts` where no
 * server runs); every check and every problem follows from it, so that nothing is told in two ways.
 */
export interface HouseState {
  readonly nowMs: number;
  readonly isSandbox: boolean;
  readonly app: AppState;
  /** `null`: no server runs. */
  readonly twitch: TwitchState | null;
  /** Known beside a running server, too; `null` where none runs and they cannot be read. */
  readonly accounts: readonly AccountState[] | null;
  readonly data: DataState;
  readonly server: ServerState | null;
  /** A server is there and says nothing: it is only `starting`, or it listens and is `hanging`. */
  readonly silence: 'starting' | 'hanging' | null;
  /** Where Twitch was tried to be reached while no server runs. */
  readonly places: readonly PlaceState[];
  readonly style: readonly StyleNotice[];
}

export interface AppState {
  readonly clientType: 'confidential' | 'public';
  /** An app was set up, but the key that opens it is gone. */
  readonly isSealed: boolean;
  /** What Twitch said when the app was tried last, if it was a no. */
  readonly refusal: string | null;
}

/** A connected account; never its tokens. Times are epoch milliseconds. */
export interface AccountState {
  readonly twitchId: string;
  readonly login: string;
  readonly uses: readonly ('channel' | 'bot' | 'member')[];
  readonly state: 'ok' | 'reconnect';
  /** It is lost because Twitch's answer to a renewal never reached us. */
  readonly isUnanswered: boolean;
  readonly scopes: number;
  /** What its uses need and the grant lacks; the channel's is said by the rights. */
  readonly missing: readonly string[];
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  readonly validatedAtMs: number | null;
  readonly refreshByMs: number | null;
}

export const LINE_NAMES = ['sign-in', 'api', 'chat', 'events'] as const;
export type LineName = (typeof LINE_NAMES)[number];

export interface TwitchState {
  /** `null` until one is connected. */
  readonly channelId: string | null;
  readonly rights: readonly RightState[];
  readonly lines: Readonly<Record<LineName, LineState & { readonly host: string }>>;
  readonly topics: {
    readonly ordered: number;
    readonly refused: readonly { readonly type: string; readonly code: string }[];
    readonly cost: number | null;
    readonly maxCost: number | null;
  };
  /** Twitch's clock minus ours. */
  readonly clockSkewMs: number | null;
  readonly plan: {
    readonly differences: number;
    readonly refused: number;
    /** The plan stands on the schedule of another one, and waits to be put on this channel's. */
    readonly isOfOtherChannel: boolean;
  };
}

/** One that is on; those that are off are no matter of health. */
export interface RightState {
  readonly right: string;
  readonly needed: number;
  readonly missing: readonly string[];
}

export interface DataState {
  readonly folder: { readonly path: string; readonly state: 'good' | 'missing' | 'read-only' | 'exposed' };
  /** `null` where there is none. */
  readonly database: DatabaseState | null;
  readonly books: {
    readonly entries: number;
    readonly fault: { readonly book: string; readonly number: number | null; readonly code: string } | null;
    /** They could not be read at all. */
    readonly trouble: string | null;
  } | null;
  /** Newest first. `trouble`: what is wrong with it. */
  readonly backups: readonly {
    readonly fileName: string;
    readonly atMs: number;
    readonly sizeBytes: number;
    readonly trouble: string | null;
  }[];
  readonly freeDiskBytes: number | null;
  readonly lowDiskBytes: number;
  /** `null` where no server runs. */
  readonly jobs: { readonly waiting: number; readonly dead: number; readonly reason: string | null } | null;
  readonly missedProjections: number | null;
}

export interface DatabaseState {
  readonly sizeBytes: number;
  readonly rows: number;
  readonly madeAtMs: number;
  /** `undefined` until it was read through; `null`: whole. */
  readonly trouble: string | null | undefined;
}

export interface ServerState {
  readonly startedAtMs: number;
  readonly usedBytes: number;
  /** Since when it only grows; `null` when it does not. */
  readonly growingSinceMs: number | null;
}

export interface PlaceState {
  readonly line: LineName;
  readonly host: string;
  readonly isReached: boolean;
}
