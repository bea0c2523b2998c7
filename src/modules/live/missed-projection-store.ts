import { twitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import { readEventSubEvent } from '../../twitch/wire/eventsub.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';
import { lastId } from './interning.ts';
import type { EventKind, EventParams, StoredEvent } from './stream-event.ts';
import type { LiveTables } from './tables.ts';

/** A projection failed on a row that is stored all the same: noted, so that it can be repeated. */
export async function noteMissedProjection(
  db: Db<LiveTables>,
  missed: {
    readonly projection: string;
    readonly topic: 'chat' | 'events';
    readonly seq: number;
    readonly error: string;
    readonly atMs: number;
  },
): Promise<void> {
  const { atMs, error, ...rest } = missed;
  const id = (await lastId(db, 'live_missed_projection')) + 1;
  await db
    .insertInto('live_missed_projection')
    .values({ ...rest, id, error: error.slice(0, 1000), at: atMs })
    .execute();
}

/** A note with the event it is about, as stored and as Twitch told it. */
export interface MissedProjection {
  readonly id: number;
  readonly projection: string;
  readonly stored: StoredEvent;
  readonly notification: EventSubNotification;
}

/** Projections of events that failed, in the order of the events. */
export async function readMissed(db: Db<LiveTables>): Promise<MissedProjection[]> {
  const rows = await db
    .selectFrom('live_missed_projection as missed')
    .innerJoin('live_event as event', 'event.seq', 'missed.seq')
    .innerJoin('live_channel as channel', 'channel.id', 'event.channel')
    .leftJoin('live_person as person', 'person.id', 'event.person')
    .select(['missed.id', 'missed.projection'])
    .select(['event.seq', 'event.message_id', 'event.type', 'event.kind', 'event.at', 'event.received_at'])
    .select(['event.payload', 'event.params', 'channel.twitch_id as channel_twitch_id'])
    .select(['person.twitch_id', 'person.login', 'person.display_name'])
    .where('missed.topic', '=', 'events')
    .orderBy('event.seq')
    .orderBy('missed.id')
    .execute();
  return rows.map((row) => {
    const payload: unknown = JSON.parse(row.payload);
    return {
      id: row.id,
      projection: row.projection,
      stored: {
        seq: row.seq,
        event: {
          messageId: row.message_id,
          type: row.type,
          kind: row.kind as EventKind | null,
          channelId: twitchUserId(row.channel_twitch_id),
          atMs: row.at,
          receivedAtMs: row.received_at,
          user:
            row.twitch_id === null
              ? null
              : {
                  id: twitchUserId(row.twitch_id),
                  login: row.login ?? '',
                  displayName: row.display_name ?? row.login ?? '',
                },
          params: JSON.parse(row.params) as EventParams,
          payload,
        },
      },
      notification: {
        messageId: row.message_id,
        sentAtMs: row.at,
        subscriptionId: '',
        subscriptionType: row.type,
        subscriptionVersion: '',
        event: readEventSubEvent(row.type, payload, row.at),
        raw: payload,
      },
    };
  });
}

export async function forgetMissed(db: Db<LiveTables>, id: number): Promise<void> {
  await db.deleteFrom('live_missed_projection').where('id', '=', id).execute();
}
