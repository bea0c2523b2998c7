import { sql } from 'kysely';
import type { StreamEventView } from '../../contract/live.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { Db } from '../../platform/db/database.ts';
import { isSeenLate } from '../../twitch/wire/seen-late.ts';
import { ofChannel } from './own-channel.ts';
import type { EventKind, EventParams, StoredEvent, StreamEvent } from './stream-event.ts';
import type { LiveTables } from './tables.ts';

/**
 * Stores an event once, however often Twitch tells it.
 * @returns `undefined` when the log has this message already.
 */
export async function storeEvent(
  db: Db<LiveTables>,
  event: StreamEvent,
  names: { readonly channel: number; readonly person: number | null },
): Promise<StoredEvent | undefined> {
  const known = await db
    .selectFrom('live_event')
    .select('seq')
    .where('message_id', '=', event.messageId)
    .executeTakeFirst();
  if (known) return undefined;
  const { rows } = await sql<{ seq: number | null }>`SELECT max(seq) AS seq FROM live_event`.execute(db);
  const seq = (rows[0]?.seq ?? 0) + 1;
  await db
    .insertInto('live_event')
    .values({
      seq,
      message_id: event.messageId,
      type: event.type,
      kind: event.kind,
      channel: names.channel,
      at: event.atMs,
      received_at: event.receivedAtMs,
      person: names.person,
      payload: JSON.stringify(event.payload ?? null),
      params: JSON.stringify(event.params),
    })
    .execute();
  return { seq, event };
}

export async function lastEventSeq(db: Db<LiveTables>, channel: number): Promise<number> {
  const row = await db
    .selectFrom('live_event as event')
    .select('event.seq')
    .where('event.kind', 'is not', null)
    .where(ofChannel('event', channel))
    .orderBy('event.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

export interface EventQuery {
  readonly channel: number;
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly kind?: EventKind | undefined;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
}

/** Events of the activity feed; what is stored but not shown is left out. */
export async function readEvents(db: Db<LiveTables>, query: EventQuery): Promise<StreamEventView[]> {
  let select = db
    .selectFrom('live_event as event')
    .leftJoin('live_person as person', 'person.id', 'event.person')
    .select(['event.seq', 'event.message_id', 'event.kind', 'event.at', 'event.params'])
    .select(['person.twitch_id', 'person.login', 'person.display_name'])
    .where('event.kind', 'is not', null)
    .where(ofChannel('event', query.channel));
  if (query.after !== undefined) select = select.where('event.seq', '>', query.after);
  if (query.before !== undefined) select = select.where('event.seq', '<', query.before);
  if (query.kind !== undefined) select = select.where('event.kind', '=', query.kind);
  const rows = await select.orderBy('event.seq', query.order).limit(query.limit).execute();
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind as EventKind,
    at: instantFromMs(row.at),
    user:
      row.twitch_id === null
        ? null
        : { id: row.twitch_id, login: row.login ?? '', displayName: row.display_name ?? row.login ?? '' },
    isLate: isSeenLate(row.message_id),
    params: JSON.parse(row.params) as EventParams,
  }));
}

/** What the feed shows of an event that has just been stored. */
export function viewOfEvent({ seq, event }: StoredEvent): StreamEventView | undefined {
  if (event.kind === null) return undefined;
  const { user } = event;
  return {
    seq,
    kind: event.kind,
    at: instantFromMs(event.atMs),
    user: user && { id: user.id, login: user.login, displayName: user.displayName },
    isLate: isSeenLate(event.messageId),
    params: event.params,
  };
}
