import type { EventSubSubscription } from '../eventsub-door.ts';
import { notificationFrame } from '../eventsub-frame.ts';
import { toWire } from '../eventsub-payloads.ts';
import { EVENTSUB_TYPES } from '../eventsub-types.ts';
import { chatLinesOf } from '../irc-events.ts';
import { IRC_CAPABILITIES, renderLine } from '../irc-format.ts';
import { bookMoney } from '../money-book.ts';
import { categoryName, channelOf, STREAMER_ID, userOf, type World } from '../world.ts';
import type { WorldEvent } from '../world-events.ts';

/** Writes down what a program that was always there would have received. */
export interface Recorder {
  /** What Helix would have answered at this moment. */
  viewers(): void;
  totals(): void;
  readonly counts: { readonly lines: number; readonly events: number; readonly numbers: number };
}

/** What such a program orders: all that is told of a channel and does not stand in its chat anyway. */
const ORDERED = [
  'stream.online',
  'stream.offline',
  'channel.update',
  'channel.follow',
  'channel.raid',
  'channel.chat.notification',
  'channel.subscribe',
  'channel.subscription.gift',
  'channel.subscription.message',
  'channel.subscription.end',
  'channel.cheer',
  'channel.bits.use',
  'channel.hype_train.begin',
  'channel.hype_train.progress',
  'channel.hype_train.end',
  'channel.channel_points_custom_reward_redemption.add',
  'channel.moderate',
  'channel.ban',
  'channel.unban',
] as const;

const TIER_POINTS = { '1000': 1, '2000': 2, '3000': 6 } as const;
const ALL_CAPABILITIES = new Set(IRC_CAPABILITIES);

/** @param write takes one line of newline-delimited JSON, without its end. */
export function createRecorder(world: World, write: (line: string) => void): Recorder {
  const counts = { lines: 0, events: 0, numbers: 0 };
  const subscriptions = new Map(ORDERED.map((type) => [type as string, subscriptionTo(world, type)]));
  const channel = channelOf(world, STREAMER_ID);

  const record = (event: WorldEvent): void => {
    for (const { channelId, line } of chatLinesOf(world, event)) {
      const raw = channelId === STREAMER_ID ? renderLine(line, ALL_CAPABILITIES) : undefined;
      if (raw === undefined) continue;
      counts.lines += 1;
      write(JSON.stringify({ wire: 'irc', at: world.nowMs(), line: raw }));
    }
    // Lines of chat are told over IRC, and costly to put into words.
    if (event.kind === 'message') return;
    for (const wire of toWire(world, event)) {
      const subscription = subscriptions.get(wire.type);
      if (!subscription || !isFor(wire.match)) continue;
      const messageId = world.random.uuid();
      const message = notificationFrame({ messageId, atMs: world.nowMs(), subscription, event: wire.event });
      counts.events += 1;
      write(JSON.stringify({ wire: 'eventsub', at: world.nowMs(), message }));
      bookMoney(world, event, wire.type, messageId);
    }
  };
  world.listen(record);

  const reply = (path: string, body: unknown): void => {
    counts.numbers += 1;
    write(JSON.stringify({ wire: 'helix', at: world.nowMs(), path, reply: body }));
  };

  return {
    counts,
    viewers() {
      const { stream } = channel;
      if (!stream) return;
      const user = userOf(world, STREAMER_ID);
      const data = {
        id: stream.id,
        user_id: user.id,
        user_login: user.login,
        user_name: user.displayName,
        game_id: channel.categoryId,
        game_name: categoryName(world, channel.categoryId),
        type: 'live',
        title: channel.title,
        viewer_count: stream.viewerCount,
        started_at: new Date(stream.startedAtMs).toISOString(),
        language: channel.language,
      };
      reply('/streams', { data: [data], pagination: {} });
    },
    totals() {
      reply('/channels/followers', { data: [], total: Object.keys(channel.followers).length, pagination: {} });
      const paying = Object.values(channel.subscriptions);
      const points = paying.reduce((sum, one) => sum + TIER_POINTS[one.tier], 0);
      reply('/subscriptions', { data: [], total: paying.length, points, pagination: {} });
    },
  };
}

function isFor(match: Readonly<Record<string, string>>): boolean {
  return match['broadcaster_user_id'] === STREAMER_ID || match['to_broadcaster_user_id'] === STREAMER_ID;
}

function subscriptionTo(world: World, type: (typeof ORDERED)[number]): EventSubSubscription {
  const own = { broadcaster_user_id: STREAMER_ID };
  const shape = EVENTSUB_TYPES[type]?.condition;
  return {
    id: world.random.uuid(),
    status: 'enabled',
    type,
    version: EVENTSUB_TYPES[type]?.version ?? '1',
    condition:
      shape === 'raid'
        ? { to_broadcaster_user_id: STREAMER_ID }
        : shape === 'b+m'
          ? { ...own, moderator_user_id: STREAMER_ID }
          : shape === 'b+u'
            ? { ...own, user_id: STREAMER_ID }
            : own,
    sessionId: `AgoQ${world.random.hex(44)}`,
    createdAtMs: world.nowMs(),
    connectedAtMs: world.nowMs(),
    disconnectedAtMs: null,
    cost: 0,
    clientId: '',
    userId: STREAMER_ID,
  };
}
