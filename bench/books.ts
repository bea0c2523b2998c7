import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatMoneyPlain, type Money, money } from '../src/kernel/money.ts';
import type { FinanceTables } from '../src/modules/finance/index.ts';
import { financeMigrations } from '../src/modules/finance/index.ts';
import { postSealedEntry } from '../src/modules/finance/ledger/post-entry.ts';
import { readBalances } from '../src/modules/finance/ledger/read-balances.ts';
import { verifyLedger } from '../src/modules/finance/ledger/verify-ledger.ts';
import { type LiveTables, liveMigrations } from '../src/modules/live/index.ts';
import { type TeamTables, teamMigrations } from '../src/modules/team/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { openDatabase } from '../src/platform/db/open-database.ts';
import { median } from './measure.ts';

type Tables = FinanceTables & LiveTables & TeamTables;

const ENTRIES = 100_000;
const PER_TRANSACTION = 1_000;
const ROUNDS = 20;
const PEER_ROUNDS = 3;
const CATEGORIES = ['tips', 'sponsor', 'gear', 'games', 'software-hosting', 'payment-fees'] as const;
const PLACES = ['bank', 'paypal', 'cash'] as const;
const FIRST_DAY = Date.UTC(2024, 0, 1);

export interface BookFigures {
  readonly balancesMs: number;
  readonly chainMs: number;
  /** The same entries in a journal, read by hledger; `null` where it is not installed. */
  readonly hledgerMs: number | null;
}

/** All balances and the whole chain of a book of three years; times are medians in milliseconds. */
export async function benchBooks(): Promise<BookFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'livextrem-bench-'));
  try {
    const database = await openDatabase<Tables>({ file: join(folder, 'livextrem.db') });
    try {
      await migrate(database, [...teamMigrations, ...liveMigrations, ...financeMigrations]);
      const journal = await fill(database);
      const balances = await readBalances(database.read, 'tax');
      const balancesMs = await timeOf(ROUNDS, () => readBalances(database.read, 'tax'));
      const chainMs = await timeOf(PEER_ROUNDS, async () => {
        const fault = (await verifyLedger(database.read, 'entries')).find((book) => book.fault !== null);
        if (fault) throw new Error(`the books are broken: ${JSON.stringify(fault.fault)}`);
      });
      const file = join(folder, 'book.journal');
      await writeFile(file, journal);
      return { balancesMs, chainMs, hledgerMs: await peer(file, balances) };
    } finally {
      await database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns the same entries as an hledger journal. */
async function fill(database: Database<Tables>): Promise<string> {
  const journal: string[] = [];
  for (let from = 0; from < ENTRIES; from += PER_TRANSACTION) {
    await database.transaction(async (db) => {
      for (let at = from; at < from + PER_TRANSACTION; at++) {
        const { day, text, postings, category, place } = entryAt(at);
        await postSealedEntry({ clock: systemClock }, db, {
          book: 'tax',
          idempotencyKey: `bench-${at}`,
          day,
          category,
          source: null,
          text,
          postings,
          place,
          broadcastId: null,
          isEstimated: false,
          documents: [],
          noReceiptReason: 'bench',
          createdBy: null,
        });
        journal.push(`${day} ${text}`);
        for (const { account, money } of postings) journal.push(`  ${account}  ${formatMoneyPlain(money)} EUR`);
      }
    });
  }
  return `${journal.join('\n')}\n`;
}

function entryAt(at: number) {
  const category = CATEGORIES[at % CATEGORIES.length] ?? 'tips';
  const place = PLACES[at % PLACES.length] ?? 'bank';
  const isIncome = category === 'tips' || category === 'sponsor';
  const size = BigInt(100 + ((at * 7919) % 50_000));
  const into = (minor: bigint): Money => money(minor, 'EUR');
  return {
    day: new Date(FIRST_DAY + Math.floor((at / ENTRIES) * 1095) * 86_400_000).toISOString().slice(0, 10),
    text: `entry ${at}`,
    category,
    place,
    postings: [
      { account: place, money: into(isIncome ? size : -size) },
      { account: category, money: into(isIncome ? -size : size) },
    ],
  };
}

async function timeOf(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

/** hledger reads the journal each time: it keeps no store. Its balances must be ours. */
async function peer(file: string, ours: Awaited<ReturnType<typeof readBalances>>): Promise<number | null> {
  const ask = () =>
    spawnSync('hledger', ['-f', file, 'bal', '--flat', '-N', '--layout=bare', '-O', 'csv'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
  const first = ask();
  if (first.error) return null;
  if (first.status !== 0) throw new Error(`hledger refused the journal: ${first.stderr}`);
  const theirs = first.stdout
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(','))
    .map(([account, currency, amount]) => `${account} ${currency} ${amount}`);
  const same = ours.map(({ account, balance }) => `${account} EUR ${formatMoneyPlain(balance)}`);
  if (theirs.toSorted().join() !== same.toSorted().join()) throw new Error('hledger finds other balances');
  return await timeOf(PEER_ROUNDS, async () => ask());
}
