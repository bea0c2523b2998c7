import type { ModelValues, RevenueSource } from '../../../contract/finance.ts';
import type { Currency } from '../../../kernel/money.ts';

/** Rows of the estimates; see the room's README for their meaning. Times are epoch milliseconds. */
export interface RevenueTables {
  finance_accrual: AccrualRow;
  finance_model: ModelRow;
  finance_closing: ClosingRow;
  finance_closed_broadcast: ClosedBroadcastRow;
  finance_offline_day: OfflineDayRow;
  finance_offline_closing: OfflineClosingRow;
  finance_setting: FinanceSettingRow;
}

/** What one event is worth, computed from it and the model alone. Who it was by stands with the event. */
export interface AccrualRow {
  /** Twitch's id of the notification: nothing is counted twice. */
  message_id: string;
  /** Of the event in the event log. */
  seq: number;
  /** `live_channel.id` of the event. */
  channel: number;
  at: number;
  source: RevenueSource;
  tier: string | null;
  /** Months of subs and gifts, or bits. */
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

/** What the management book holds of a source and currency now. */
export interface BookedSum {
  source: RevenueSource;
  currency: Currency;
  /** Grows with each entry written for it: part of the entry's idempotency key. */
  revision: number;
  amount_minor: bigint;
  /** The sealed entry in force; `null` when the last one was taken back and nothing is left. */
  entry_id: string | null;
}

/** Of a broadcast. */
export interface ClosingRow extends BookedSum {
  broadcast: number;
}

/** Of a day outside of streams. */
export interface OfflineClosingRow extends BookedSum {
  channel: number;
  /** `finance_offline_day.from_at`. */
  from_at: number;
}

/** A day that is over, for what came in it outside of streams. Days follow each other without a hole. */
export interface OfflineDayRow {
  channel: number;
  from_at: number;
  /** First moment of the next one. */
  until_at: number;
  /** ISO day in the zone that the books had when the row was written. */
  day: string;
  /** The book has to be compared with it. */
  is_open: boolean;
}

export interface FinanceSettingRow {
  name: string;
  value: string;
}

/** A broadcast whose estimates the management book holds, by the span it had then; taken out when they change. */
export interface ClosedBroadcastRow {
  broadcast: number;
  started_at: number;
  ended_at: number;
}
