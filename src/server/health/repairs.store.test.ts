import { describe, expect, it } from 'vitest';
import { platformMigrations } from '../../platform/migrations.ts';
import type { PlatformTables } from '../../platform/tables.ts';
import { createTestClock } from '../../testing/test-clock.ts';
import { openTestDatabase } from '../../testing/test-database.ts';
import { createTestLog } from '../../testing/test-log.ts';
import { createRepairs } from './repairs.ts';

async function openRepairs() {
  const clock = createTestClock();
  const log = createTestLog();
  const changed: string[] = [];
  const db = await openTestDatabase<PlatformTables>(platformMigrations);
  const repairs = createRepairs({ db, clock, log, feed: { changed: (what) => changed.push(what) } });
  return { clock, log, changed, db, repairs };
}

describe('repairs', () => {
  it('are told newest first, with when and how long, and windows hear of them', async () => {
    const { clock, changed, repairs } = await openRepairs();
    repairs.note({ code: 'token-refreshed', params: { login: 'derflaavius' }, tookMs: 0 });
    clock.advance(60_000);
    repairs.note({ code: 'chat-back', params: {}, tookMs: 15_000.4 });
    await repairs.settled();
    expect(await repairs.list()).toEqual([
      { id: 2, at: '2026-11-22T18:01:00.000Z', code: 'chat-back', params: {}, tookMs: 15_000 },
      { id: 1, at: '2026-11-22T18:00:00.000Z', code: 'token-refreshed', params: { login: 'derflaavius' }, tookMs: 0 },
    ]);
    expect(changed).toEqual(['health', 'health']);
  });

  it('stay bounded, and what is frequent does not push out what is rare', async () => {
    const { repairs, db } = await openRepairs();
    repairs.note({ code: 'events-back', params: {}, tookMs: 1 });
    for (let number = 1; number <= 120; number += 1) repairs.note({ code: 'chat-back', params: { number }, tookMs: 1 });
    await repairs.settled();
    const listed = await repairs.list();
    expect([listed.length, listed[0]?.params, listed[59]?.params]).toEqual([61, { number: 120 }, { number: 61 }]);
    expect(listed.at(-1)?.code).toBe('events-back');
    for (let number = 1; number <= 100; number += 1) repairs.note({ code: 'seen-late', params: { number }, tookMs: 1 });
    await repairs.settled();
    const kept = await db.read.selectFrom('platform_repair').select('code').execute();
    expect([kept.length, kept.some(({ code }) => code === 'events-back')]).toEqual([120, false]);
  });

  it('are noted only where they can be, and never end what mended itself', async () => {
    const { repairs, log, db } = await openRepairs();
    await db.transaction((trx) => trx.schema.dropTable('platform_repair').execute());
    repairs.note({ code: 'events-back', params: {}, tookMs: 1 });
    await repairs.settled();
    expect(log.text()).toContain('repair-not-noted');
  });
});
