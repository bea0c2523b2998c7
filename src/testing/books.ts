import { finance } from '../contract/finance.ts';
import { createFinance, type FinanceContext, type FinanceTables, financeMigrations } from '../modules/finance/index.ts';
import { type LiveTables, liveMigrations } from '../modules/live/index.ts';
import type { TeamTables } from '../modules/team/index.ts';
import type { Database } from '../platform/db/database.ts';
import type { Caller, PageReply } from '../platform/module.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { openTestDatabase } from './test-database.ts';
import { createTestLog } from './test-log.ts';

export type BookTables = FinanceTables & LiveTables & TeamTables;
type FinanceCall = keyof typeof finance;

/** Empty books with a clock of their own, and the room that keeps them. */
export interface TestBooks {
  readonly db: Database<BookTables>;
  readonly clock: TestClock;
  readonly context: FinanceContext;
  /** What browsers were told. */
  readonly changed: string[];
  /** A stream in the record. @returns its id */
  broadcast(): Promise<number>;
  /** A call of the contract, its input read as the server does. */
  call<Name extends FinanceCall>(name: Name, input: object): Promise<never>;
  /** What a page answers; `undefined` for nothing. */
  page(
    path: string,
    request: { params?: Record<string, string>; query?: Record<string, string> },
  ): Promise<PageReply | undefined>;
}

interface TestBooksOptions {
  /** Migrated; otherwise a fresh one. */
  readonly db?: Database<BookTables>;
  readonly isSandbox?: boolean;
}

export async function openTestBooks(options: TestBooksOptions = {}): Promise<TestBooks> {
  const db = options.db ?? (await openTestDatabase<BookTables>([...liveMigrations, ...financeMigrations]));
  const clock = createTestClock();
  const changed: string[] = [];
  const context: FinanceContext = {
    db,
    clock,
    log: createTestLog(),
    feed: { rows: () => {}, changed: (what) => void changed.push(what) },
    live: {} as FinanceContext['live'],
    isSandbox: options.isSandbox ?? false,
    channel: () => null,
  };
  const room = createFinance(context);
  const handlers = room.routes[0]?.handlers as Record<string, (input: unknown, caller: Caller) => Promise<never>>;
  return {
    db,
    clock,
    context,
    changed,
    async broadcast() {
      await db.transaction(async (tx) => {
        const channel = {
          id: 1,
          twitch_id: '1',
          login: 'kanal',
          display_name: 'Kanal',
          title: '',
          category: '',
          tags: '[]',
        };
        const numbers = { started_at: null, viewers: null, followers: null, subscribers: null };
        await tx
          .insertInto('live_channel')
          .values({ ...channel, ...numbers, is_live: false })
          .execute();
        const times = { started_at: clock.nowMs(), ended_at: null };
        await tx
          .insertInto('live_broadcast')
          .values({ id: 1, channel: 1, stream_id: 's1', ...times })
          .execute();
      });
      return 1;
    },
    call: (name, input) => Promise.resolve(handlers[name]?.(finance[name].input.parse(input), ACCOUNTANT) as never),
    async page(path, { params = {}, query = {} }) {
      const page = room.pages.find((each) => each.path === path);
      return await page?.handle({ params, query, visitor: {} as never, caller: ACCOUNTANT });
    },
  };
}

const ACCOUNTANT = { memberId: 'mem_1', role: 'streamer' } as unknown as Caller;
