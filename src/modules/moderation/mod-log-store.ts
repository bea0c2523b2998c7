import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Action, ActionKind, ActionState } from './action.ts';
import type { ActionRow, ModerationTables } from './tables.ts';

type Log = Db<ModerationTables>;

/** Echoes that told of the act, by Twitch's message id. */
export type Echoes = Partial<Pick<ActionRow, 'moderate_echo' | 'ban_echo'>>;

export async function insertAction(db: Log, action: Action, echoes: Echoes = {}): Promise<ActionRow> {
  const row: ActionRow = {
    id: action.id,
    seq: (await lastChange(db)) + 1,
    kind: action.kind,
    at: action.atMs,
    channel_id: action.channelId,
    target_id: action.target?.id ?? null,
    target_login: action.target?.login ?? null,
    target_name: action.target?.displayName ?? null,
    by_id: action.by?.id ?? null,
    by_login: action.by?.login ?? null,
    by_name: action.by?.displayName ?? null,
    reason: action.reason,
    seconds: action.seconds,
    until: action.untilMs,
    message_id: action.message?.id ?? null,
    message_text: action.message?.text ?? null,
    message_seq: action.message?.seq ?? null,
    state: action.state,
    refusal: action.refusal,
    source: action.source,
    undone_by: null,
    moderate_echo: echoes.moderate_echo ?? null,
    ban_echo: echoes.ban_echo ?? null,
    details: JSON.stringify(action.details),
  };
  await db.insertInto('moderation_action').values(row).execute();
  await db.insertInto('moderation_action_change').values({ seq: row.seq, action_id: row.id }).execute();
  return row;
}

export type ActionChange = Partial<
  Pick<
    ActionRow,
    | 'kind'
    | 'state'
    | 'refusal'
    | 'until'
    | 'seconds'
    | 'reason'
    | 'by_id'
    | 'by_login'
    | 'by_name'
    | 'undone_by'
    | 'moderate_echo'
    | 'ban_echo'
    | 'message_id'
    | 'message_text'
    | 'message_seq'
  >
>;

/** Changes an act and gives it a new position, so that everyone who follows the log learns of it. */
export async function changeAction(db: Log, id: string, change: ActionChange): Promise<ActionRow> {
  const seq = (await lastChange(db)) + 1;
  await db
    .updateTable('moderation_action')
    .set({ ...change, seq })
    .where('id', '=', id)
    .execute();
  await db.insertInto('moderation_action_change').values({ seq, action_id: id }).execute();
  return await db.selectFrom('moderation_action').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

export async function findAction(db: Log, id: string): Promise<ActionRow | undefined> {
  return await db.selectFrom('moderation_action').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A lifted timeout or ban: what it took back is marked with it. */
export async function markUndone(db: Log, by: ActionRow): Promise<ActionRow[]> {
  if (by.target_id === null) return [];
  const rows = await db
    .selectFrom('moderation_action')
    .select('id')
    .where('target_id', '=', by.target_id)
    .where('channel_id', '=', by.channel_id)
    .where('kind', 'in', ['timeout', 'ban'])
    .where('state', '=', 'done')
    .where('undone_by', 'is', null)
    .where('id', '<>', by.id)
    .where('at', '<=', by.at)
    // A timeout that had run out by then was not taken back.
    .where((e) => e.or([e('until', 'is', null), e('until', '>', by.at)]))
    .execute();
  const changed: ActionRow[] = [];
  for (const { id } of rows) changed.push(await changeAction(db, id, { undone_by: by.id }));
  return changed;
}

export async function lastChange(db: Log): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`SELECT max(seq) AS seq FROM moderation_action_change`.execute(db);
  return rows[0]?.seq ?? 0;
}

/** Acts in a channel whose last change comes after a position, in order of it. */
export async function readChangesAfter(
  db: Log,
  after: { readonly channelId: string; readonly seq: number; readonly limit: number },
): Promise<ActionRow[]> {
  return await db
    .selectFrom('moderation_action')
    .selectAll()
    .where('channel_id', '=', after.channelId)
    .where('seq', '>', after.seq)
    .orderBy('seq')
    .limit(after.limit)
    .execute();
}

export interface LogQuery {
  readonly channelId: string;
  /** A position that a row of the page before had when it was read. */
  readonly before?: number | undefined;
  readonly kind?: ActionKind | undefined;
  readonly state?: ActionState | undefined;
  /** Login or id. */
  readonly by?: string | undefined;
  readonly target?: string | undefined;
  readonly text?: string | undefined;
  readonly limit: number;
}

/** Newest act first; changing an old one does not move it. */
export async function readLog(db: Log, query: LogQuery): Promise<ActionRow[]> {
  let select = db.selectFrom('moderation_action').selectAll().where('channel_id', '=', query.channelId);
  if (query.before !== undefined) {
    const last = await db
      .selectFrom('moderation_action_change as change')
      .innerJoin('moderation_action as action', 'action.id', 'change.action_id')
      .select(['action.at', 'action.id'])
      .where('change.seq', '=', query.before)
      .executeTakeFirst();
    if (!last) return [];
    select = select.where((e) => e.or([e('at', '<', last.at), e.and([e('at', '=', last.at), e('id', '<', last.id)])]));
  }
  if (query.kind !== undefined) select = select.where('kind', '=', query.kind);
  if (query.state !== undefined) select = select.where('state', '=', query.state);
  for (const [who, id, login] of [
    [query.by, 'by_id', 'by_login'],
    [query.target, 'target_id', 'target_login'],
  ] as const) {
    const name = who?.trim().replace(/^@/, '').toLowerCase();
    if (name) select = select.where((e) => e.or([e(id, '=', name), e(login, '=', name)]));
  }
  const text = query.text?.trim().toLowerCase();
  if (text) {
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    const holds = (column: string) => sql<boolean>`lower(${sql.ref(column)}) LIKE ${pattern} ESCAPE '\\'`;
    select = select.where((e) =>
      e.or(['reason', 'message_text', 'target_login', 'target_name', 'by_login', 'details'].map(holds)),
    );
  }
  return await select.orderBy('at', 'desc').orderBy('id', 'desc').limit(query.limit).execute();
}

/** What was done to a person in a channel, newest first. */
export async function readActionsOn(
  db: Log,
  query: { readonly channelId: string; readonly targetId: string; readonly limit: number },
): Promise<ActionRow[]> {
  return await db
    .selectFrom('moderation_action')
    .selectAll()
    .where('channel_id', '=', query.channelId)
    .where('target_id', '=', query.targetId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit)
    .execute();
}

/** Intents that Twitch has not answered, older than a moment. */
export async function readOpen(db: Log, olderThanMs: number): Promise<ActionRow[]> {
  return await db
    .selectFrom('moderation_action')
    .selectAll()
    .where('state', '=', 'open')
    .where('at', '<', olderThanMs)
    .orderBy('at')
    .execute();
}
