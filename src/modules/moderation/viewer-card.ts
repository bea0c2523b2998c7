import type { ReplyOf } from '../../contract/endpoint.ts';
import type { moderation } from '../../contract/moderation.ts';
import type { TwitchUserId } from '../../kernel/id.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Result } from '../../kernel/result.ts';
import { isZone, localDay } from '../../kernel/wall-time.ts';
import type { Caller } from '../../platform/module.ts';
import { getStanding } from '../../twitch/moderation.ts';
import type { ChannelName, PersonFacts } from '../live/index.ts';
import { viewOfAction } from './action.ts';
import type { ModerationContext } from './context.ts';
import { readActionsOn } from './mod-log-store.ts';
import type { ActionRow } from './tables.ts';

type Card = ReplyOf<typeof moderation.viewer>;

const DAYS_SHOWN = 30;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Who a viewer is, from three sources that fail apart: the log (always there), Twitch with the caller's
 * grant, Twitch with the channel's grant. What Twitch does not tell is `null`, never an error.
 */
export async function readViewerCard(
  context: ModerationContext,
  caller: Pick<Caller, 'twitchId'>,
  input: { readonly who: string; readonly zone: string },
): Promise<Card> {
  const channel = context.channel();
  if (channel === null) throw new Refusal('live.no-channel');
  const as = caller.twitchId ?? channel.twitchId;
  const { user, facts, accountCreatedAt } = await whoIs(context, as, input.who);
  const nowMs = context.clock.nowMs();
  const sinceMs = nowMs - DAYS_SHOWN * DAY_MS;

  const [followedAt, subscription, standing, times, actions] = await Promise.all([
    orNull(context.reads.followedAt(as, channel.twitchId, user.id)),
    orNull(context.reads.subscription(channel.twitchId, user.id)),
    orNull(getStanding(context.helix, channel.twitchId, user.id)),
    facts ? context.live.messageTimes(facts.id, sinceMs) : [],
    readActionsOn(context.db.read, { channelId: channel.twitchId, targetId: user.id, limit: 100 }),
  ]);

  return {
    user,
    earlierNames: (facts?.earlierNames ?? []).map(({ login, untilMs }) => ({ login, until: instantFromMs(untilMs) })),
    accountCreatedAt,
    followedAt,
    subscription: subscription && { tier: subscription.tier, isGift: subscription.isGift },
    firstSeenAt: facts ? instantFromMs(facts.firstSeenMs) : null,
    lastSeenAt: facts ? instantFromMs(facts.lastSeenMs) : null,
    lines: facts?.lines ?? 0,
    removedLines: facts?.removedLines ?? 0,
    linesPerDay: linesPerDay(times, actions, { nowMs, zone: isZone(input.zone) ? input.zone : 'UTC' }),
    actions: actions.map((row) => viewOfAction(row, nowMs)),
    standing: standing
      ? { state: standing.state, until: standing.state === 'timeout' ? standing.until : null }
      : { state: 'unknown', until: null },
    role: roleOf(user, channel),
  };
}

async function whoIs(
  context: ModerationContext,
  as: TwitchUserId,
  who: string,
): Promise<{
  user: Card['user'] & { id: TwitchUserId };
  facts: PersonFacts | undefined;
  accountCreatedAt: Card['accountCreatedAt'];
}> {
  const wanted = who.trim().replace(/^@/, '').toLowerCase();
  if (!/^[a-z0-9_]{1,40}$/.test(wanted)) throw new Refusal('moderation.unknown-login', { login: who });
  // An id is digits; a login of digits only is found by its name when nobody has that id.
  const isId = /^\d+$/.test(wanted);
  const known =
    (isId ? await context.live.findPerson({ twitchId: wanted }) : undefined) ??
    (await context.live.findPerson({ login: wanted }));
  const id = known?.twitchId ?? (isId ? wanted : undefined);
  const answer =
    id !== undefined ? await context.reads.usersById(as, [id]) : await context.reads.usersByLogin(as, [wanted]);
  const account = answer.ok ? answer.value[0] : undefined;
  const facts = known ?? (account && (await context.live.findPerson({ twitchId: account.id })));
  if (!account && !facts) {
    if (!answer.ok) throw new Refusal(answer.error.code, answer.error.params);
    throw new Refusal('moderation.unknown-login', { login: who });
  }
  const login = account?.login ?? facts?.login ?? wanted;
  return {
    user: {
      id: (account?.id ?? facts?.twitchId ?? wanted) as TwitchUserId,
      login,
      displayName: account?.displayName ?? facts?.displayName ?? login,
      color: facts?.color ?? null,
      badges: [...(facts?.badges ?? [])],
    },
    facts,
    accountCreatedAt: account?.createdAt ?? null,
  };
}

/** One entry for each of the last days, also the silent ones, oldest first. */
function linesPerDay(
  times: readonly number[],
  actions: readonly ActionRow[],
  { nowMs, zone }: { readonly nowMs: number; readonly zone: string },
): Card['linesPerDay'] {
  const dayOf = (atMs: number) => localDay(instantFromMs(atMs), zone);
  const days = new Map<string, { day: string; lines: number; hasAction: boolean }>();
  for (let back = DAYS_SHOWN - 1; back >= 0; back--) {
    const day = dayOf(nowMs - back * DAY_MS);
    days.set(day, { day, lines: 0, hasAction: false });
  }
  for (const atMs of times) {
    const entry = days.get(dayOf(atMs));
    if (entry) entry.lines += 1;
  }
  for (const { at, state } of actions) {
    const entry = state === 'done' ? days.get(dayOf(at)) : undefined;
    if (entry) entry.hasAction = true;
  }
  return [...days.values()];
}

function roleOf(user: Card['user'], channel: ChannelName): Card['role'] {
  if (user.id === channel.twitchId) return 'broadcaster';
  if (user.badges.some((badge) => /^(?:lead_)?moderator\//.test(badge))) return 'moderator';
  return user.badges.some((badge) => badge.startsWith('vip/')) ? 'vip' : 'viewer';
}

async function orNull<T, E>(reply: Promise<Result<T, E>>): Promise<T | null> {
  const result = await reply;
  return result.ok ? result.value : null;
}
