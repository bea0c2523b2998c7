import { channelOf, userOf, type World } from './world.ts';
import { notify } from './world-chat.ts';
import { advanceGoals } from './world-goals.ts';
import type { Channel, LiveStream } from './world-state.ts';

export type ChannelFacts = Pick<Channel, 'title' | 'categoryId' | 'language' | 'tags' | 'contentLabels'>;

/** Announces only when something differs. Checks nothing: Helix has its own ranges. */
export function updateChannel(world: World, channelId: string, changes: Partial<ChannelFacts>): void {
  const channel = channelOf(world, channelId);
  const before = JSON.stringify(factsOf(channel));
  Object.assign(channel, changes);
  if (JSON.stringify(factsOf(channel)) !== before) world.emit({ kind: 'channel-updated', channelId });
}

function factsOf({ title, categoryId, language, tags, contentLabels }: Channel): ChannelFacts {
  return { title, categoryId, language, tags, contentLabels };
}

/** Starts the stream, or gives the one that runs. */
export function goLive(world: World, channelId: string, viewerCount = 3): LiveStream {
  const channel = channelOf(world, channelId);
  if (channel.stream) return channel.stream;
  const startedAtMs = world.nowMs();
  channel.stream = { id: newStreamId(world), startedAtMs, viewerCount };
  world.emit({ kind: 'stream-online', channelId, streamId: channel.stream.id, startedAtMs });
  return channel.stream;
}

/** Ends the stream and leaves its recording behind. */
export function goOffline(world: World, channelId: string): void {
  const channel = channelOf(world, channelId);
  const { stream } = channel;
  if (!stream) return;
  channel.stream = null;
  channel.ads.nextAtMs = null;
  if (channel.pin?.endsAtMs === null) channel.pin = null;
  channel.videos.unshift({
    id: newStreamId(world).slice(0, 10),
    streamId: stream.id,
    title: channel.title,
    description: '',
    createdAtMs: stream.startedAtMs,
    durationSeconds: Math.round((world.nowMs() - stream.startedAtMs) / 1000),
    viewCount: 0,
    type: 'archive',
    language: channel.language,
  });
  world.emit({ kind: 'stream-offline', channelId, streamId: stream.id });
}

export function newStreamId(world: World): string {
  return `3${String(world.random.between(100_000_000, 999_999_999))}${world.random.between(10, 99)}`;
}

/** The viewer count has no event at Twitch: it is only read. */
export function setViewers(world: World, channelId: string, count: number): void {
  const { stream } = channelOf(world, channelId);
  if (!stream) return;
  stream.viewerCount = Math.max(0, Math.round(count));
  world.touch();
}

export function follow(world: World, channelId: string, userId: string): void {
  const channel = channelOf(world, channelId);
  if (Object.hasOwn(channel.followers, userId)) return;
  const followedAtMs = world.nowMs();
  channel.followers[userId] = followedAtMs;
  world.emit({ kind: 'followed', channelId, userId, followedAtMs });
  advanceGoals(world, channelId, ['follower'], 1);
}

export function unfollow(world: World, channelId: string, userId: string): void {
  const channel = channelOf(world, channelId);
  if (!Object.hasOwn(channel.followers, userId)) return;
  delete channel.followers[userId];
  world.emit({ kind: 'unfollowed', channelId, userId });
  advanceGoals(world, channelId, ['follower'], -1);
}

/** Another channel's viewers arrive here. */
export function raid(world: World, input: { fromId: string; toId: string; viewers: number }): void {
  const { fromId, toId, viewers } = input;
  const name = userOf(world, fromId).displayName;
  const { stream } = channelOf(world, toId);
  if (stream) stream.viewerCount += viewers;
  world.emit({ kind: 'raided', fromId, toId, viewers });
  notify(world, {
    channelId: toId,
    userId: fromId,
    systemText: `${viewers} raiders from ${name} have joined!`,
    detail: { kind: 'raid', viewers },
  });
}
