import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/test-database.ts';

it('puts letters of every language into lower case, and leaves what is no text', async () => {
  const db = await openTestDatabase([]);
  const { rows } = await sql<
    Record<string, unknown>
  >`SELECT lower('ÄRGER ÜBER ЖУК') AS text, lower(NULL) AS missing`.execute(db.read);
  expect(rows).toEqual([{ text: 'ärger über жук', missing: null }]);
});
