import { newId, type TwitchUserId } from '../../kernel/id.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';
import { isSeenLate, SEEN_LATE } from '../../twitch/wire/seen-late.ts';
import type { Action } from './action.ts';
import { isLifting } from './carry-out.ts';
import type { ModerationContext, ModerationDb } from './context.ts';
import { messageInQuestion } from './message-in-question.ts';
import { changeAction, insertAction, markUndone } from './mod-log-store.ts';
import { type Echo, readEcho } from './read-echo.ts';
import type { ActionRow } from './tables.ts';

/** So far an act of ours and Twitch's word of it can lie apart. */
const APART_MS = 15_000;
/** So long an act without Twitch's yes may have been tried. */
const TRIED_MS = 60_000;
/** So long after an act Twitch may still be asked about it, and its own word of it come later than that. */
const FOUND_WITHIN_MS = 10 * 60_000;

/**
 * Writes an act that Twitch tells of into the mod log, once:
 *
 * - the same message again: nothing
 * - an act of ours, open or just done: that entry is completed (the echo may overtake Twitch's answer)
 * - an act told of already by the other type of event: that entry takes this one's id, whatever was done to
 *   Twitch's clock or ours in between
 * - else somebody else's act: a new entry, with the line it was about
 *
 * Runs in the transaction that stores the event.
 * @param receivedAtMs by our clock, also of what is told again.
 * @returns entries that are new or changed, for the feed after the commit.
 */
export async function recordEcho(
  context: Pick<ModerationContext, 'clock' | 'live' | 'channel'>,
  db: ModerationDb,
  notification: EventSubNotification,
  receivedAtMs: number,
): Promise<ActionRow[]> {
  const echo = readEcho(notification);
  const channelId = context.channel()?.twitchId;
  if (!echo || channelId === undefined) return [];
  const known = await db
    .selectFrom('moderation_action')
    .select('id')
    .where(echo.column, '=', echo.echoId)
    .executeTakeFirst();
  if (known) return [];

  const { sentAtMs } = notification;
  if (isSeenLate(notification.messageId) && (await isKnownAct(db, echo, channelId, sentAtMs))) return [];
  const told =
    // Ours have the time of our clock, others' that of Twitch.
    (await findSameAct(db, echo, channelId, [receivedAtMs, sentAtMs])) ??
    (await findHalfTold(db, echo, channelId)) ??
    (await findSeenLate(db, echo, channelId, sentAtMs));
  const row = told
    ? await changeAction(db, told.id, completion(told, echo))
    : await insertAction(db, await foreignAction(context, db, echo, channelId, sentAtMs), {
        [echo.column]: echo.echoId,
      });
  return isLifting(row.kind) ? [row, ...(await markUndone(db, row))] : [row];
}

function otherColumn({ column }: Echo): Echo['column'] {
  return column === 'moderate_echo' ? 'ban_echo' : 'moderate_echo';
}

/** Oldest first, so that two quick acts on one person meet their echoes in order. */
async function findSameAct(
  db: ModerationDb,
  echo: Echo,
  channelId: TwitchUserId,
  moments: readonly number[],
): Promise<ActionRow | undefined> {
  let select = db
    .selectFrom('moderation_action')
    .selectAll()
    .where('channel_id', '=', channelId)
    // Twitch's lifting event of the older type does not say which of the two was lifted.
    .where('kind', 'in', isLifting(echo.kind) ? ['unban', 'untimeout'] : [echo.kind])
    .where((e) =>
      e.or(
        moments.flatMap((ms) => [
          e.between('at', ms - APART_MS, ms + APART_MS),
          e.and([e.between('at', ms - TRIED_MS, ms + APART_MS), e('state', 'in', ['open', 'refused'])]),
        ]),
      ),
    )
    .where(echo.column, 'is', null)
    // Without an answer we called it refused; the echo knows better.
    .where((e) => e.or([e('state', '<>', 'refused'), e('refusal', 'in', ['twitch.unreachable', 'twitch.trouble'])]));
  select = select.where((e) => e.or([e('source', '=', 'here'), e(otherColumn(echo), 'is not', null)]));
  const by = echo.by?.id;
  // Of a role given or taken one of the two types does not say by whom.
  if (by) select = select.where((e) => e.or([e('by_id', '=', by), e('by_id', 'is', null)]));
  if (echo.message) {
    select = select.where('message_id', '=', echo.message.id);
  } else if (echo.target?.id) {
    select = select.where('target_id', '=', echo.target.id);
  } else {
    select = select.where('target_id', 'is', null);
  }
  return await select.orderBy('at').orderBy('id').executeTakeFirst();
}

/** Acts that lead from one standing of a person to another: the newest of them says which one she has. */
const FAMILIES: readonly (readonly string[])[] = [
  ['ban', 'timeout', 'unban', 'untimeout'],
  ['mod', 'unmod'],
  ['vip', 'unvip'],
];
const SAME_END_MS = 5_000;

/** What made this person what she is: @param by the order it was written in, or the time it bears. */
async function findNewest(
  db: ModerationDb,
  echo: Echo,
  channelId: TwitchUserId,
  by: 'id' | 'at',
): Promise<ActionRow | undefined> {
  const family = FAMILIES.find((kinds) => kinds.includes(echo.kind));
  if (!family || !echo.target?.id) return undefined;
  return await db
    .selectFrom('moderation_action')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('target_id', '=', echo.target.id)
    .where('kind', 'in', family)
    .where('state', '=', 'done')
    .orderBy(by, 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * What a person was made cannot be done to her again before it is taken back, and a timeout is known by its end:
 * so her newest act is the one meant, if only the other type told of it, whatever times the two bear.
 */
async function findHalfTold(db: ModerationDb, echo: Echo, channelId: TwitchUserId): Promise<ActionRow | undefined> {
  const newest = await findNewest(db, echo, channelId, 'id');
  if (!newest || newest[echo.column] !== null || newest[otherColumn(echo)] === null) return undefined;
  // What was found out by asking has a time of its own.
  if (newest.ban_echo !== null && isSeenLate(newest.ban_echo)) return undefined;
  const isSameKind = isLifting(echo.kind) ? isLifting(newest.kind) : newest.kind === echo.kind;
  const isSameBy = !echo.by?.id || newest.by_id === null || newest.by_id === echo.by.id;
  const isOther = echo.kind === 'timeout' && !isSameEnd(newest, echo);
  return isSameKind && isSameBy && !isOther ? newest : undefined;
}

function isSameEnd({ until }: Pick<ActionRow, 'until'>, { untilMs }: Echo): boolean {
  return until !== null && untilMs !== null && Math.abs(until - untilMs) <= SAME_END_MS;
}

/** Of what was found out by asking: does the newest act on this person lead there already? */
async function isKnownAct(db: ModerationDb, echo: Echo, channelId: TwitchUserId, atMs: number): Promise<boolean> {
  const newest = await findNewest(db, echo, channelId, 'at');
  if (!newest) return false;
  if (isLifting(echo.kind)) return isLifting(newest.kind);
  if (newest.kind !== echo.kind) return false;
  if (echo.kind !== 'timeout') return true;
  return isSameEnd(newest, echo) || Math.abs(newest.at - atMs) <= APART_MS;
}

/** Twitch tells after all what was found out by asking: a ban has its own time there, all else was found later. */
async function findSeenLate(
  db: ModerationDb,
  echo: Echo,
  channelId: TwitchUserId,
  atMs: number,
): Promise<ActionRow | undefined> {
  if (!echo.target?.id) return undefined;
  const reachMs = echo.kind === 'ban' || echo.kind === 'timeout' ? APART_MS : FOUND_WITHIN_MS;
  return await db
    .selectFrom('moderation_action')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('target_id', '=', echo.target.id)
    .where('kind', 'in', isLifting(echo.kind) ? ['unban', 'untimeout'] : [echo.kind])
    .where('ban_echo', 'like', `${SEEN_LATE}%`)
    .where((e) => (echo.column === 'moderate_echo' ? e('moderate_echo', 'is', null) : e.lit(true)))
    .where('at', '>=', atMs - APART_MS)
    .where('at', '<=', atMs + reachMs)
    .orderBy('at')
    .executeTakeFirst();
}

function completion(told: ActionRow, echo: Echo): Parameters<typeof changeAction>[2] {
  return {
    [echo.column]: echo.echoId,
    state: 'done',
    refusal: null,
    ...(isLifting(echo.kind) && echo.column === 'moderate_echo' ? { kind: echo.kind } : {}),
    ...(echo.untilMs !== null ? { until: echo.untilMs } : {}),
    ...(told.by_id === null && echo.by?.id
      ? { by_id: echo.by.id, by_login: echo.by.login, by_name: echo.by.displayName }
      : {}),
    ...(told.reason === null && echo.reason !== null ? { reason: echo.reason } : {}),
    ...(echo.message && !told.message_text ? { message_text: echo.message.text } : {}),
  };
}

async function foreignAction(
  context: Pick<ModerationContext, 'clock' | 'live'>,
  db: ModerationDb,
  echo: Echo,
  channelId: TwitchUserId,
  atMs: number,
): Promise<Action> {
  const isAboutWords = echo.kind === 'timeout' || echo.kind === 'ban' || echo.kind === 'delete' || echo.kind === 'warn';
  const line = isAboutWords
    ? await messageInQuestion(context, db, {
        messageId: echo.message?.id,
        // A deletion names its message; another one of the person would be a wrong accusation.
        targetId: echo.message ? undefined : (echo.target?.id ?? undefined),
      })
    : null;
  return {
    id: newId('act', context.clock.nowMs()),
    kind: echo.kind,
    atMs,
    channelId,
    target: echo.target,
    by: echo.by,
    reason: echo.reason,
    seconds: echo.seconds,
    untilMs: echo.untilMs,
    message: line ?? (echo.message && { ...echo.message, seq: null }),
    state: 'done',
    refusal: null,
    source: 'twitch',
    details: echo.details,
  };
}
