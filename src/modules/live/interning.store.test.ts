import { describe, expect, it } from 'vitest';
import { twitchUserId } from '../../kernel/id.ts';
import { openTestDatabase } from '../../testing/test-database.ts';
import { postgresIngest } from './chat-ingest.postgres.ts';
import { sqliteIngest } from './chat-ingest.sqlite.ts';
import { liveMigrations } from './index.ts';
import { createInterning } from './interning.ts';
import type { LiveTables } from './tables.ts';

const lineOf = (number: number) => ({
  author: {
    twitchId: twitchUserId(String(number)),
    login: `person_${number}`,
    displayName: `Person ${number}`,
    color: null,
    badges: [],
    badgeInfo: [],
  },
  sentAtMs: number,
  kind: 'message' as const,
});

describe('people of the log', () => {
  it('keep their numbers when another batch pushes them out of memory meanwhile', async () => {
    const db = await openTestDatabase<LiveTables>(liveMigrations);
    const interning = createInterning(db.dialect === 'sqlite' ? sqliteIngest : postgresIngest, 2);
    const first = interning.begin();
    await db.transaction((db) => first.persons(db, [lineOf(1), lineOf(2)]));
    first.committed();

    await db.transaction(async (db) => {
      const other = interning.begin();
      await other.persons(db, [lineOf(3), lineOf(4)]);
      const waiting = interning.begin().persons(db, [lineOf(2)]);
      other.committed();
      expect((await waiting)(lineOf(2))).toBe(2);
    });
    const people = await db.read.selectFrom('live_person').select(['id', 'login']).orderBy('id').execute();
    expect(people.map(({ id, login }) => `${id} ${login}`)).toEqual([
      '1 person_1',
      '2 person_2',
      '3 person_3',
      '4 person_4',
    ]);
  });
});
