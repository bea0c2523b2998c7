import { channelOf, type World } from './world.ts';
import type { Clip, Marker } from './world-features.ts';

/** Twitch takes some seconds; who asks earlier finds nothing. */
const CLIP_TAKES_MS = 5_000;

export interface NewClip {
  readonly channelId: string;
  readonly creatorId: string;
  readonly title: string;
  readonly seconds: number;
  /** Of a recording: which, and where the clip ends. */
  readonly fromVideo?: { readonly streamId: string | null; readonly endSeconds: number };
}

const failing = new WeakSet<World>();

/** The next clip is ordered and never comes. */
export function failNextClip(world: World): void {
  failing.add(world);
}

export function makeClip(world: World, input: NewClip): Clip {
  const channel = channelOf(world, input.channelId);
  const createdAtMs = world.nowMs();
  const isFailing = failing.delete(world);
  const { stream } = channel;
  const liveOffset = stream ? Math.max(0, (createdAtMs - stream.startedAtMs) / 1000 - input.seconds) : null;
  const clip: Clip = {
    id: `Sim${world.random.hex(12)}Clip-${world.random.hex(16)}`,
    creatorId: input.creatorId,
    title: input.title === '' ? channel.title : input.title,
    durationSeconds: input.seconds,
    createdAtMs,
    readyAtMs: isFailing ? null : createdAtMs + CLIP_TAKES_MS,
    viewCount: 0,
    streamId: input.fromVideo ? input.fromVideo.streamId : (stream?.id ?? null),
    offsetSeconds: Math.floor(input.fromVideo ? input.fromVideo.endSeconds - input.seconds : (liveOffset ?? 0)),
    categoryId: channel.categoryId,
    language: channel.language,
    isFeatured: false,
  };
  channel.clips.unshift(clip);
  world.touch();
  return clip;
}

export function isReady(world: World, clip: Clip): boolean {
  return clip.readyAtMs !== null && clip.readyAtMs <= world.nowMs();
}

/** @returns undefined while nothing is on. */
export function setMarker(world: World, channelId: string, description: string): Marker | undefined {
  const channel = channelOf(world, channelId);
  if (!channel.stream) return undefined;
  const createdAtMs = world.nowMs();
  const marker: Marker = {
    id: world.random.uuid().replaceAll('-', ''),
    streamId: channel.stream.id,
    description,
    createdAtMs,
    positionSeconds: Math.floor((createdAtMs - channel.stream.startedAtMs) / 1000),
  };
  channel.markers.unshift(marker);
  world.touch();
  return marker;
}
