import type { Token } from './world-state.ts';

export interface EventSubSubscription {
  readonly id: string;
  status: string;
  readonly type: string;
  readonly version: string;
  readonly condition: Readonly<Record<string, string>>;
  readonly sessionId: string;
  readonly createdAtMs: number;
  readonly connectedAtMs: number;
  disconnectedAtMs: number | null;
  readonly cost: number;
  readonly clientId: string;
  readonly userId: string;
}

export interface NewSubscription {
  readonly type: string;
  readonly version: string;
  readonly condition: Readonly<Record<string, string>>;
  readonly sessionId: string;
  readonly token: Token;
}

/** Twitch's no: the status and message of the error body; `id` on 409, of the one that exists. */
export interface EventSubRefusal {
  readonly status: 400 | 403 | 409 | 429;
  readonly message: string;
  readonly id?: string;
}

interface EventSubTotals {
  readonly total: number;
  readonly totalCost: number;
  readonly maxTotalCost: number;
}

/** What Helix's `/eventsub/subscriptions` needs of the EventSub side. */
export interface EventSubDoor {
  /** Checks type, version, condition, scopes, roles, session and limits. */
  createSubscription(
    input: NewSubscription,
  ):
    | { readonly ok: true; readonly value: EventSubSubscription }
    | { readonly ok: false; readonly error: EventSubRefusal };
  /** Those of one client and user, oldest first; disabled ones stay listed for a minute. */
  listSubscriptions(clientId: string, userId: string): EventSubSubscription[];
  /** False when there is none of this owner. */
  deleteSubscription(clientId: string, userId: string, id: string): boolean;
  totals(clientId: string, userId: string): EventSubTotals;
}
