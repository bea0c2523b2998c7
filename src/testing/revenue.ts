import { randomUUID } from 'node:crypto';
import { instantFromMs } from '../kernel/instant.ts';
import {
  createFinance,
  type Finance,
  type FinanceContext,
  type FinanceTables,
  financeMigrations,
} from '../modules/finance/index.ts';
import { type LiveTables, liveMigrations } from '../modules/live/index.ts';
import { type ModerationTables, moderationMigrations } from '../modules/moderation/index.ts';
import type { TeamTables } from '../modules/team/index.ts';
import type { Database } from '../platform/db/database.ts';
import { parseEventSubFrame } from '../twitch/wire/eventsub.ts';
import { CHANNEL, openRecord, type RecordRig, type RecordTables } from './record.ts';
import { createTestClock } from './test-clock.ts';
import { openTestDatabase } from './test-database.ts';

type FinanceDb = Parameters<Finance['accrue']>[0];
type Fields = Readonly<Record<string, unknown>>;

/** One of Twitch's notifications: what the wire says. */
export interface Told {
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  readonly event: Fields;
}

const VIEWER = { user_id: '71000023', user_login: 'lea', user_name: 'Lea' };
const OWN = {
  broadcaster_user_id: CHANNEL.twitchId,
  broadcaster_user_login: CHANNEL.login,
  broadcaster_user_name: CHANNEL.displayName,
};

/** `channel.bits.use` as it comes. */
export function bitsUse(bits: number, more: Fields = {}): Fields {
  return { ...OWN, ...VIEWER, bits, type: 'cheer', message: null, power_up: null, custom_power_up: null, ...more };
}

/** `channel.chat.notification` as it comes, of the kind named, with that kind's object. */
export function chatNotice(kind: string, detail: Fields, more: Fields = {}): Fields {
  return {
    ...OWN,
    chatter_user_id: VIEWER.user_id,
    chatter_user_login: VIEWER.user_login,
    chatter_user_name: VIEWER.user_name,
    chatter_is_anonymous: false,
    color: '',
    badges: [],
    system_message: '',
    message_id: randomUUID(),
    message: { text: '', fragments: [] },
    notice_type: kind,
    source_broadcaster_user_id: null,
    source_broadcaster_user_login: null,
    source_broadcaster_user_name: null,
    [kind]: detail,
    ...more,
  };
}

export const newSub = (tier: string, months = 1): Fields =>
  chatNotice('sub', { sub_tier: tier, is_prime: false, duration_months: months });
export const primeSub = (): Fields => chatNotice('sub', { sub_tier: '1000', is_prime: true, duration_months: 1 });
export const gift = (tier: string, more: Fields = {}): Fields =>
  chatNotice('sub_gift', {
    duration_months: 1,
    cumulative_total: 3,
    recipient_user_id: '71000099',
    recipient_user_login: 'ole',
    recipient_user_name: 'Ole',
    sub_tier: tier,
    community_gift_id: null,
    ...more,
  });

/** The record of a channel and what its events are worth, without the line to Twitch between. */
export interface RevenueRig {
  readonly record: RecordRig;
  readonly db: Database<RecordTables & FinanceTables & TeamTables>;
  readonly context: FinanceContext;
  readonly finance: Finance;
  /** Stores notifications and what they are worth, each in a transaction; gives how often something was written. */
  tell(...told: readonly Told[]): Promise<number>;
  /** A stream from its beginning to its end, in minutes after 2026-11-01T18:00Z. */
  stream(id: string, fromMinute: number, toMinute: number | null): Promise<void>;
  accruals(): Promise<FinanceTables['finance_accrual'][]>;
}

export const EVENING_MS = Date.UTC(2026, 10, 1, 18);
export const minute = (count: number): number => EVENING_MS + count * 60_000;

export async function openRevenue(): Promise<RevenueRig> {
  const migrations = [...liveMigrations, ...moderationMigrations, ...financeMigrations];
  const db = await openTestDatabase<LiveTables & ModerationTables & FinanceTables & TeamTables>(migrations);
  const clock = createTestClock();
  // The intake is built before the room that it tells of events.
  let room: Finance | undefined;
  const record = await openRecord({
    db: db as unknown as Database<RecordTables>,
    clock,
    wrap: (intake) => ({
      ...intake,
      finance: { accrue: async (own, stored) => (await room?.accrue(own as FinanceDb, stored)) ?? false },
    }),
  });
  const context: FinanceContext = {
    db,
    clock,
    log: record.log,
    feed: { rows: () => {}, changed: (what) => record.told.changed.push(what) },
    live: record.live,
    isSandbox: true,
    channel: () => CHANNEL,
  };
  const finance = createFinance(context);
  room = finance;
  const rig: RevenueRig = {
    record,
    db,
    context,
    finance,
    async tell(...told) {
      let written = 0;
      for (const one of told) {
        const frame = parseEventSubFrame(frameOf(one), clock.nowMs());
        if (frame?.type !== 'notification') throw new Error(`no notification: ${one.type}`);
        await db.transaction(async (transaction) => {
          const found = await record.live.storeEvent(transaction, frame, clock.nowMs());
          if (found && (await finance.accrue(transaction, found.stored))) written += 1;
        });
      }
      return written;
    },
    async stream(id, fromMinute, toMinute) {
      const online = { ...OWN, id, type: 'live', started_at: instantFromMs(minute(fromMinute)) };
      await rig.tell({ id: `${id}-online`, type: 'stream.online', atMs: minute(fromMinute), event: online });
      if (toMinute === null) return;
      await rig.tell({ id: `${id}-offline`, type: 'stream.offline', atMs: minute(toMinute), event: { ...OWN, id } });
    },
    accruals: () => db.read.selectFrom('finance_accrual').selectAll().orderBy('message_id').execute(),
  };
  return rig;
}

/** A notification frame as it comes over the socket. */
function frameOf({ id, type, atMs, event }: Told): string {
  return JSON.stringify({
    metadata: {
      message_id: id,
      message_type: 'notification',
      message_timestamp: instantFromMs(atMs),
      subscription_type: type,
      subscription_version: '1',
    },
    payload: { subscription: { id: 'sub', type, version: '1', condition: {} }, event },
  });
}
