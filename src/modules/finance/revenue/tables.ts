import type { ModelValues, RevenueSource } from '../../../contract/finance.ts';
import type { Currency } from '../../../kernel/money.ts';

/** Rows of the estimates; see the room's README for their meaning. Times are epoch milliseconds. */
export interface RevenueTables {
  finance_accrual: AccrualRow;
  finance_model: ModelRow;
  finance_closing: ClosingRow;
  finance_closed_broadcast: ClosedBroadcastRow;
}

/** What one event is worth, computed from it and the model alone. Who it was by stands with the event. */
export interface AccrualRow {
  /** Twitch's id of the notification: nothing is counted twice. */
  message_id: string;
  /** Of the event in the event log. */
  seq: number;
  at: number;
  source: RevenueSource;
  tier: string | null;
  /** Months of subs, or bits. */
  quantity: number;
  currency: Currency;
  amount_minor: bigint;
  model_version: number;
}

export interface ModelRow {
  version: number;
  valid_from: number;
  values_json: ModelValues;
  made_at: number;
  made_by: string | null;
}

/** What the management book holds of a broadcast's source and currency now. */
export interface ClosingRow {
  broadcast: number;
  source: RevenueSource;
  currency: Currency;
  /** Grows with each entry written for it: part of the entry's idempotency key. */
  revision: number;
  amount_minor: bigint;
  /** The sealed entry in force; `null` when the last one was taken back and nothing is left. */
  entry_id: string | null;
}

/** A broadcast whose estimates the management book holds, by the span it had then; taken out when they change. */
export interface ClosedBroadcastRow {
  broadcast: number;
  started_at: number;
  ended_at: number;
}
