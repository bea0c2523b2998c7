import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPersonLines } from '../src/modules/live/chat-pages-store.ts';
import { liveMigrations } from '../src/modules/live/index.ts';
import { findPerson, readMessageTimes } from '../src/modules/live/person-store.ts';
import { searchChat } from '../src/modules/live/search-chat.ts';
import { parseSearch } from '../src/modules/live/search-query.ts';
import { moderationMigrations } from '../src/modules/moderation/index.ts';
import { readActionsOn } from '../src/modules/moderation/mod-log-store.ts';
import type { Database } from '../src/platform/db/database.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { openDatabase } from '../src/platform/db/open-database.ts';
import { makeEveningLines } from './evening-lines.ts';
import { CHANNEL, type Tables, takeIn } from './intake.ts';
import { quantile } from './measure.ts';

const YEAR_MS = 365 * 24 * 60 * 60_000;
const ROUNDS = 300;
/** Common and rare, one and several, a beginning, and words that stand together. */
const SEARCHES = ['super', 'kappa abend', 'wer kommt', '"danke für"', 'spie*', 'raid -gg', 'from:viewer_7 stream'];

export interface ReadFigures {
  readonly cardMs: number;
  readonly searchMs: number;
}

/** What a person waits for, in a log of two years that came in through the intake; p95 in milliseconds. */
export async function benchReads(rows: number): Promise<ReadFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'livextrem-bench-'));
  try {
    const database = await openDatabase<Tables>({ file: join(folder, 'livextrem.db') });
    try {
      await migrate(database, [...liveMigrations, ...moderationMigrations]);
      await takeIn(database, makeEveningLines(rows, (2 * YEAR_MS) / rows));
      return {
        cardMs: await p95((round) => readCard(database, round)),
        searchMs: await p95((round) => search(database, round)),
      };
    } finally {
      await database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The part of a viewer card that is ours; what Twitch adds comes over the network. */
async function readCard(database: Database<Tables>, round: number): Promise<void> {
  // Those who write most are looked at most: a third of the cards are of the first hundred.
  const person = round % 3 === 0 ? round % 100 : (round * 37) % 3000;
  const facts = await findPerson(database.read, { login: `viewer_${person}` });
  if (!facts) throw new Error(`viewer_${person} wrote nothing`);
  await Promise.all([
    readPersonLines(database.read, { channel: 1, person: facts.id, limit: 100 }),
    readMessageTimes(database.read, {
      channel: 1,
      person: facts.id,
      sinceMs: Date.UTC(2026, 10, 22, 18) - 30 * 24 * 60 * 60_000,
    }),
    readActionsOn(database.read, { channelId: CHANNEL.twitchId, targetId: facts.twitchId, limit: 100 }),
  ]);
}

async function search(database: Database<Tables>, round: number): Promise<void> {
  const query = parseSearch(SEARCHES[round % SEARCHES.length] ?? '', () => undefined);
  const { lines } = await searchChat(database.read, database.dialect, {
    channel: 1,
    search: query,
    limit: 50,
    mayReadRemoved: true,
  });
  if (lines.length === 0) throw new Error('a search found nothing');
}

async function p95(read: (round: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await read(round);
    times.push(performance.now() - startedAt);
  }
  return quantile(times, 0.95);
}
