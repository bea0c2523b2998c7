import { randomBytes } from 'node:crypto';
import { type Id, newId } from '../../kernel/id.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ConsentPurpose } from '../../twitch/scopes.ts';

const LIFETIME_MS = 10 * 60_000;
/** An ended attempt is remembered this long, so that its page can say what became of it. */
const MEMORY_MS = 60 * 60_000;
/** Anybody can begin attempts: more than this are never kept. */
const MAX_ATTEMPTS = 1_000;

type AttemptState = 'waiting' | 'done' | 'refused' | 'expired' | 'cancelled';

export interface SignInAttempt {
  readonly id: Id<'att'>;
  /** Random, single use: comes back from Twitch with the answer. */
  readonly state: string;
  readonly purpose: ConsentPurpose;
  /** The browser, or the session, that began it: nobody else can end it. */
  readonly boundTo: string;
  readonly redirectUri: string;
  readonly returnTo: string;
  readonly expiresAt: number;
}

type NewAttempt = Pick<SignInAttempt, 'purpose' | 'boundTo' | 'redirectUri' | 'returnTo'>;

/** What an answer from Twitch meets. */
type Taken =
  | { readonly kind: 'yours'; readonly attempt: SignInAttempt }
  /** The answer came a second time, e.g. by a reload. */
  | { readonly kind: 'done-before'; readonly attempt: SignInAttempt }
  | { readonly kind: 'over' }
  | { readonly kind: 'foreign' };

/** Sign-ins under way; in memory only, a restart ends them all. */
export interface SignInAttempts {
  /** Cancels a waiting one of the same browser. */
  begin(attempt: NewAttempt): SignInAttempt;
  find(id: string, boundTo: string): { readonly attempt: SignInAttempt; readonly state: AttemptState } | undefined;
  cancel(id: string, boundTo: string): void;
  /** Claims the attempt an answer belongs to: of two equal answers only one gets it. */
  take(state: string, boundTo: readonly string[]): Taken;
  settle(attempt: SignInAttempt, outcome: 'done' | 'refused'): void;
}

interface Entry {
  readonly attempt: SignInAttempt;
  state: AttemptState | 'finishing';
}

export function createSignInAttempts(clock: Clock): SignInAttempts {
  /** In order of beginning. */
  const entries = new Map<string, Entry>();

  const stateOf = (entry: Entry): AttemptState => {
    if (entry.state === 'finishing') return 'waiting';
    return entry.state === 'waiting' && entry.attempt.expiresAt <= clock.nowMs() ? 'expired' : entry.state;
  };

  function forgetOld(): void {
    for (const [state, { attempt }] of entries) {
      const isOld = attempt.expiresAt + MEMORY_MS <= clock.nowMs();
      if (!isOld && entries.size < MAX_ATTEMPTS) return;
      entries.delete(state);
    }
  }

  function findEntry(id: string, boundTo: string): Entry | undefined {
    return [...entries.values()].find(({ attempt }) => attempt.id === id && attempt.boundTo === boundTo);
  }

  return {
    begin(wanted) {
      forgetOld();
      for (const entry of entries.values()) {
        if (entry.attempt.boundTo === wanted.boundTo && entry.state === 'waiting') entry.state = 'cancelled';
      }
      const attempt: SignInAttempt = {
        ...wanted,
        id: newId('att', clock.nowMs()),
        state: randomBytes(32).toString('base64url'),
        expiresAt: clock.nowMs() + LIFETIME_MS,
      };
      entries.set(attempt.state, { attempt, state: 'waiting' });
      return attempt;
    },

    find(id, boundTo) {
      const entry = findEntry(id, boundTo);
      return entry && { attempt: entry.attempt, state: stateOf(entry) };
    },

    cancel(id, boundTo) {
      const entry = findEntry(id, boundTo);
      if (entry && stateOf(entry) === 'waiting') entry.state = 'cancelled';
    },

    take(state, boundTo) {
      const entry = entries.get(state);
      if (!entry || !boundTo.includes(entry.attempt.boundTo)) return { kind: 'foreign' };
      const { attempt } = entry;
      if (stateOf(entry) === 'done') return { kind: 'done-before', attempt };
      if (entry.state !== 'waiting' || stateOf(entry) !== 'waiting') return { kind: 'over' };
      entry.state = 'finishing';
      return { kind: 'yours', attempt };
    },

    settle(attempt, outcome) {
      const entry = entries.get(attempt.state);
      // Cancelled while Twitch answered: stays cancelled.
      if (entry?.state === 'finishing') entry.state = outcome;
    },
  };
}

/** How an attempt is tied to whoever began it. */
export const boundToBrowser = (browserKey: string): string => `browser ${browserKey}`;
export const boundToSession = (sessionKey: string): string => `session ${sessionKey}`;
