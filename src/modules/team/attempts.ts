import { randomBytes } from 'node:crypto';
import { type Id, newId, type TwitchUserId } from '../../kernel/id.ts';
import { Refusal, type RefusalParams } from '../../kernel/refusal.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ChannelRight } from '../../twitch/scopes.ts';

/** For a code that comes back with the browser; a code to type in says itself how long it is good. */
const LIFETIME_MS = 10 * 60_000;
/** An ended attempt is remembered this long, so that its page can say what became of it. */
const MEMORY_MS = 60 * 60_000;
/** Anybody can begin attempts: more than this are never kept. */
const MAX_ATTEMPTS = 1_000;
/**
 * Nor are more codes waited for at once by strangers, and as many by the team: Twitch is asked about each
 * every few seconds.
 */
const MAX_DEVICE_ATTEMPTS = 25;
/** From one address of the network; on this machine it may be a proxy, with everybody behind it. */
const MAX_DEVICE_ATTEMPTS_OF_ADDRESS = 5;
/**
 * A code to sign in by is good for less than Twitch's half hour: who asked for it sits before it, and who
 * wants somebody else to type it in needs time.
 */
const SIGN_IN_CODE_MS = 10 * 60_000;

const EXPIRED = { code: 'team.sign-in-expired', device: 'team.device-expired' } as const;

export type AttemptState = 'waiting' | 'done' | 'refused' | 'expired' | 'cancelled';

/** What a consent is for, and what was decided when it began. */
export type AttemptGoal =
  | { readonly purpose: 'sign-in' }
  | {
      readonly purpose: 'channel';
      /** From now on. */
      readonly rights: readonly ChannelRight[];
      /** She chose them now, so what she took away is to go. */
      readonly isChosen: boolean;
      /** Only this account will do; `null` any. */
      readonly meant: TwitchUserId | null;
    }
  | { readonly purpose: 'bot'; readonly meant: TwitchUserId | null }
  | { readonly purpose: 'own'; readonly memberId: Id<'mem'>; readonly meant: TwitchUserId | null };

/** One way to Twitch's consent and back: by a browser that is sent there, or by a code typed in anywhere. */
export interface Attempt {
  readonly id: Id<'att'>;
  readonly goal: AttemptGoal;
  /** The browser, or the session, that began it: nobody else can end it. */
  readonly boundTo: string;
  /** Who may ask how it stands, besides. */
  readonly seenBy: string | null;
  /** Where it was begun from; `null` for a signed-in person. */
  readonly address: string | null;
  readonly returnTo: string;
  readonly expiresAt: number;
  readonly way: CodeWay | DeviceWay;
}

export interface CodeWay {
  readonly kind: 'code';
  /** Random, single use: comes back from Twitch with the answer. */
  readonly state: string;
  readonly redirectUri: string;
}

interface DeviceWay {
  readonly kind: 'device';
  /** Fires when the attempt is over, whatever ended it: Twitch is not asked any more. */
  readonly signal: AbortSignal;
}

export type CodeAttempt = Attempt & { readonly way: CodeWay };
export type DeviceAttempt = Attempt & { readonly way: DeviceWay };

type NewAttempt = Pick<Attempt, 'goal' | 'boundTo' | 'seenBy' | 'address' | 'returnTo'>;

export interface AttemptView {
  readonly attempt: Attempt;
  readonly state: AttemptState;
  readonly problem: { readonly code: string; readonly params: RefusalParams } | null;
}

/** What an answer from Twitch meets. */
type Taken =
  | { readonly kind: 'yours'; readonly attempt: CodeAttempt }
  /** The answer came a second time, e.g. by a reload. */
  | { readonly kind: 'done-before'; readonly attempt: CodeAttempt }
  | { readonly kind: 'over' }
  | { readonly kind: 'foreign' };

/** Consents under way; in memory only, a restart ends them all. */
export interface Attempts {
  /** Cancels a waiting one of the same browser or session. */
  beginCode(attempt: NewAttempt & { readonly redirectUri: string }): CodeAttempt;
  /** The same; to sign in, for ten minutes at most. @throws Refusal http.too-many-requests */
  beginDevice(attempt: NewAttempt & { readonly expiresAt: number }): DeviceAttempt;
  /** @throws Refusal when no more codes can be waited for. */
  checkRoom(beginner: Pick<Attempt, 'boundTo' | 'address'>): void;
  find(id: string, by: string): AttemptView | undefined;
  cancel(id: string, by: string): void;
  /** Cancels whatever this browser or session waits for. */
  cancelAllOf(boundTo: string): void;
  /** Claims the attempt an answer belongs to: of two equal answers only one gets it. */
  take(state: string, boundTo: readonly string[]): Taken;
  /** Claims one whose code was accepted; false when it is over. */
  claim(attempt: DeviceAttempt): boolean;
  settle(attempt: Attempt, outcome: Outcome): void;
  /** Whose session begins: once, in the browser that began it. */
  enter(id: string, by: string): Id<'mem'> | undefined;
  /** Ends all that wait. */
  endAll(): void;
}

type Outcome =
  | { readonly state: 'done'; readonly signIn?: Id<'mem'> | undefined }
  | { readonly state: 'refused' | 'expired'; readonly problem: AttemptView['problem'] };

interface Entry {
  readonly attempt: Attempt;
  readonly abort: AbortController;
  state: AttemptState | 'finishing';
  problem: AttemptView['problem'];
  signIn: Id<'mem'> | undefined;
}

export function createAttempts(clock: Clock): Attempts {
  /** In order of beginning. */
  const entries = new Map<string, Entry>();

  const stateOf = (entry: Entry): AttemptState => {
    if (entry.state === 'finishing') return 'waiting';
    return entry.state === 'waiting' && entry.attempt.expiresAt <= clock.nowMs() ? 'expired' : entry.state;
  };

  function end(entry: Entry, state: AttemptState, problem: AttemptView['problem'] = null): void {
    entry.state = state;
    entry.problem = problem;
    entry.abort.abort();
  }

  function forgetOld(): void {
    for (const [id, entry] of entries) {
      const isOld = entry.attempt.expiresAt + MEMORY_MS <= clock.nowMs();
      if (!isOld && entries.size < MAX_ATTEMPTS) return;
      entry.abort.abort();
      entries.delete(id);
    }
  }

  function cancelWaiting(boundTo: string): void {
    for (const entry of entries.values()) {
      if (entry.attempt.boundTo === boundTo && entry.state === 'waiting') end(entry, 'cancelled');
    }
  }

  function checkRoom({ boundTo, address }: Pick<Attempt, 'boundTo' | 'address'>): void {
    const waiting = [...entries.values()].filter(
      (entry) => entry.attempt.way.kind === 'device' && stateOf(entry) === 'waiting',
    );
    const others = waiting.filter(
      ({ attempt }) => attempt.boundTo !== boundTo && isOfSession(attempt.boundTo) === isOfSession(boundTo),
    );
    const ofAddress = others.filter(({ attempt }) => attempt.address === address);
    const isOneTooMany = isOfNetwork(address) && ofAddress.length >= MAX_DEVICE_ATTEMPTS_OF_ADDRESS;
    if (isOneTooMany || others.length >= MAX_DEVICE_ATTEMPTS) throw new Refusal('http.too-many-requests');
  }

  function add<A extends Attempt>(attempt: A, abort = new AbortController()): A {
    forgetOld();
    cancelWaiting(attempt.boundTo);
    entries.set(attempt.id, { attempt, abort, state: 'waiting', problem: null, signIn: undefined });
    return attempt;
  }

  function findEntry(id: string, by: string): Entry | undefined {
    const entry = entries.get(id);
    return entry && [entry.attempt.boundTo, entry.attempt.seenBy].includes(by) ? entry : undefined;
  }

  return {
    beginCode({ redirectUri, ...wanted }) {
      const nowMs = clock.nowMs();
      const way = { kind: 'code', state: randomBytes(32).toString('base64url'), redirectUri } as const;
      return add({ ...wanted, id: newId('att', nowMs), expiresAt: nowMs + LIFETIME_MS, way });
    },

    beginDevice({ expiresAt: ofTwitch, ...wanted }) {
      checkRoom(wanted);
      const isSignIn = wanted.goal.purpose === 'sign-in';
      const expiresAt = isSignIn ? Math.min(ofTwitch, clock.nowMs() + SIGN_IN_CODE_MS) : ofTwitch;
      const abort = new AbortController();
      const way = { kind: 'device', signal: abort.signal } as const;
      return add({ ...wanted, id: newId('att', clock.nowMs()), expiresAt, way }, abort);
    },

    checkRoom,

    find(id, by) {
      const entry = findEntry(id, by);
      if (!entry) return undefined;
      const { attempt, problem } = entry;
      const state = stateOf(entry);
      const isOverdue = state === 'expired' && problem === null;
      return { attempt, state, problem: isOverdue ? { code: EXPIRED[attempt.way.kind], params: {} } : problem };
    },

    cancel(id, by) {
      const entry = findEntry(id, by);
      if (!entry || stateOf(entry) !== 'waiting') return;
      // Agreed to in the same moment: what is being kept already is not said to be nothing.
      if (entry.state === 'finishing' && entry.attempt.goal.purpose !== 'sign-in') return;
      end(entry, 'cancelled');
    },

    cancelAllOf: cancelWaiting,

    take(state, boundTo) {
      const entry = [...entries.values()].find(({ attempt }) => isCode(attempt) && attempt.way.state === state);
      if (!entry || !isCode(entry.attempt) || !boundTo.includes(entry.attempt.boundTo)) return { kind: 'foreign' };
      const { attempt } = entry;
      if (stateOf(entry) === 'done') return { kind: 'done-before', attempt };
      if (entry.state !== 'waiting' || stateOf(entry) !== 'waiting') return { kind: 'over' };
      entry.state = 'finishing';
      return { kind: 'yours', attempt };
    },

    claim(attempt) {
      const entry = entries.get(attempt.id);
      if (entry?.state !== 'waiting') return false;
      entry.state = 'finishing';
      return true;
    },

    settle(attempt, outcome) {
      const entry = entries.get(attempt.id);
      // Cancelled while Twitch answered: stays cancelled.
      if (entry?.state !== 'finishing' && entry?.state !== 'waiting') return;
      end(entry, outcome.state, outcome.state === 'done' ? null : outcome.problem);
      if (outcome.state === 'done') entry.signIn = outcome.signIn;
    },

    enter(id, by) {
      const entry = findEntry(id, by);
      const memberId = entry?.signIn;
      if (entry) entry.signIn = undefined;
      return memberId;
    },

    endAll() {
      for (const entry of entries.values()) if (stateOf(entry) === 'waiting') end(entry, 'cancelled');
    },
  };
}

const isCode = (attempt: Attempt): attempt is CodeAttempt => attempt.way.kind === 'code';

/** How an attempt is tied to whoever began it. */
export const boundToBrowser = (browserKey: string): string => `browser ${browserKey}`;
export const boundToSession = (sessionKey: string): string => `session ${sessionKey}`;
const isOfSession = (boundTo: string): boolean => boundTo.startsWith('session ');
const isOfNetwork = (address: string | null): boolean => address !== null && !isThisMachine(address);

/** Also written as an address of IPv6. */
export function isThisMachine(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./i.test(address);
}
