import type { StoredEvent } from '../../live/index.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import { accrualRow, insertAccrual } from './accrual-store.ts';
import { reopenBroadcasts } from './closing-store.ts';
import { readModels } from './model-store.ts';
import { findOwnChannel } from './own-channel.ts';
import { ACCRUED_TYPES } from './read-accrual.ts';

/**
 * Projection of a stored event: what it is worth, once by Twitch's message id; in the transaction that
 * stores the event.
 * @returns whether estimates changed.
 */
export async function accrue(
  context: Pick<FinanceContext, 'channel'>,
  db: FinanceDb,
  { seq, event }: StoredEvent,
): Promise<boolean> {
  const channel = context.channel();
  if (!channel || !(ACCRUED_TYPES as readonly string[]).includes(event.type)) return false;
  const own = await findOwnChannel({ ...context, db: { read: db } });
  if (own === undefined) return false;
  const row = accrualRow({ ...event, seq, channel: own }, channel.twitchId, await readModels(db));
  if (!row || !(await insertAccrual(db, row))) return false;
  await reopenBroadcasts(db, { fromMs: row.at, toMs: row.at });
  return true;
}
