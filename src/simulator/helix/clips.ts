import { userOf } from '../world.ts';
import { isRejectedByAutomod } from '../world-automod.ts';
import { isReady, makeClip } from '../world-clips.ts';
import type { Clip } from '../world-features.ts';
import { activeBan } from '../world-roles.ts';
import type { Channel } from '../world-state.ts';
import {
  dataReply,
  type Endpoint,
  flagQuery,
  granted,
  type HelixCall,
  HelixRefusal,
  knownChannel,
  repeated,
  required,
  twitchTime,
  wholeQuery,
} from './endpoint.ts';
import { clipThumbnailUrl } from './image-urls.ts';
import { MESSAGES } from './messages.ts';
import { countCall } from './own-limits.ts';
import { pageOf } from './paging.ts';
import { readMoment } from './schedule-segment-input.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

/** POST /clips: takes the order; the clip itself is there some seconds later, or never. */
export const postClip: Endpoint = {
  method: 'POST',
  path: '/clips',
  token: { kind: 'user', scopes: ['clips:edit'] },
  handle(call) {
    const channel = knownChannel(call, required(call, 'broadcaster_id'));
    const seconds = readSeconds(call);
    const title = readTitle(call);
    const creatorId = call.token.userId ?? '';
    if (!channel.stream) throw new HelixRefusal(404, MESSAGES.notLive);
    if (activeBan(call.world, channel, creatorId)) throw new HelixRefusal(403, MESSAGES.clipsRestricted);
    return ordered(makeClip(call.world, { channelId: channel.broadcasterId, creatorId, title, seconds }));
  },
};

/** POST /videos/clips: from a recording; `vod_offset` is where the clip ends. */
export const postVideoClip: Endpoint = {
  method: 'POST',
  path: '/videos/clips',
  token: granted(['editor:manage:clips', 'channel:manage:clips'], 'broadcaster_id'),
  handle(call) {
    const { channel, editorId } = edited(call);
    const seconds = readSeconds(call);
    const title = required(call, 'title') && readTitle(call);
    const video = channel.videos.find((one) => one.id === required(call, 'vod_id'));
    if (!video) throw new HelixRefusal(404, MESSAGES.videosNotFound);
    required(call, 'vod_offset');
    const endSeconds = wholeQuery(call, 'vod_offset', [0, video.durationSeconds]) ?? 0;
    if (endSeconds < seconds) throw new HelixRefusal(400, MESSAGES.vodOffset);
    const fromVideo = { streamId: video.streamId, endSeconds };
    const channelId = channel.broadcasterId;
    return ordered(makeClip(call.world, { channelId, creatorId: editorId, title, seconds, fromVideo }));
  },
};

function readSeconds(call: HelixCall): number {
  const text = call.query.get('duration') ?? '';
  if (text === '') return 30;
  if (!/^\d+(\.\d)?$/.test(text) || Number(text) < 5 || Number(text) > 60) {
    throw new HelixRefusal(400, MESSAGES.parameterRange('duration', 5, 60));
  }
  return Number(text);
}

function readTitle(call: HelixCall): string {
  const title = call.query.get('title') ?? '';
  if (isRejectedByAutomod(title)) throw new HelixRefusal(400, MESSAGES.clipTitleRejected);
  return title;
}

function ordered(clip: Clip) {
  return dataReply([{ id: clip.id, edit_url: `https://clips.twitch.tv/${clip.id}/edit` }], {}, 202);
}

function edited(call: HelixCall): { channel: Channel; editorId: string } {
  const editorId = required(call, 'editor_id');
  if (call.token.userId !== null && call.token.userId !== editorId) {
    throw new HelixRefusal(401, MESSAGES.tokenUserMismatch('editor_id'));
  }
  const channel = knownChannel(call, required(call, 'broadcaster_id'));
  if (editorId !== channel.broadcasterId && !Object.hasOwn(channel.editors, editorId)) {
    throw new HelixRefusal(403, MESSAGES.notEditor);
  }
  return { channel, editorId };
}

interface Found {
  readonly channel: Channel;
  readonly clip: Clip;
}

/** GET /clips: by id, or of a channel or category, most viewed first; one that is being made is not found yet. */
export const getClips: Endpoint = {
  method: 'GET',
  path: '/clips',
  token: { kind: 'any' },
  handle(call) {
    const ids = repeated(call, 'id', 100);
    const broadcasterId = call.query.get('broadcaster_id') ?? '';
    const categoryId = call.query.get('game_id') ?? '';
    if ([ids.length > 0, broadcasterId !== '', categoryId !== ''].filter(Boolean).length !== 1) {
      throw new HelixRefusal(400, MESSAGES.clipFilters);
    }
    if (categoryId !== '' && !call.world.state.categories.some((one) => one.id === categoryId)) {
      throw new HelixRefusal(404, MESSAGES.categoryNotFound);
    }
    const all = Object.values(call.world.state.channels)
      .flatMap((channel) => channel.clips.map((clip): Found => ({ channel, clip })))
      .filter(({ clip }) => isReady(call.world, clip));
    const wanted = all.filter(({ channel, clip }) => {
      if (ids.length > 0) return ids.includes(clip.id);
      return broadcasterId === '' ? clip.categoryId === categoryId : channel.broadcasterId === broadcasterId;
    });
    const found =
      ids.length > 0 ? wanted : wanted.filter(inPeriod(call)).sort((a, b) => b.clip.viewCount - a.clip.viewCount);
    const options = { keyOf: ({ clip }: Found) => clip.id, max: 100, takesBefore: true };
    const { items, pagination } = pageOf(call, found, options);
    return dataReply(
      items.map((one) => toClip(call, one)),
      { pagination },
    );
  },
};

function inPeriod(call: HelixCall): (found: Found) => boolean {
  const from = moment(call, 'started_at');
  const until = moment(call, 'ended_at') ?? (from === undefined ? undefined : from + WEEK_MS);
  const isFeatured = flagQuery(call, 'is_featured');
  return ({ clip }) => {
    if (isFeatured !== undefined && clip.isFeatured !== isFeatured) return false;
    return from === undefined || (clip.createdAtMs >= from && clip.createdAtMs < (until ?? Number.POSITIVE_INFINITY));
  };
}

function moment(call: HelixCall, name: string): number | undefined {
  const text = call.query.get(name) ?? '';
  if (text === '') return undefined;
  const atMs = readMoment(text);
  if (atMs === undefined) throw new HelixRefusal(400, MESSAGES.parameterMalformed(name));
  return atMs;
}

function toClip(call: HelixCall, { channel, clip }: Found): Record<string, unknown> {
  const video = channel.videos.find((one) => clip.streamId !== null && one.streamId === clip.streamId);
  return {
    id: clip.id,
    url: `https://clips.twitch.tv/${clip.id}`,
    embed_url: `https://clips.twitch.tv/embed?clip=${clip.id}`,
    broadcaster_id: channel.broadcasterId,
    broadcaster_name: userOf(call.world, channel.broadcasterId).displayName,
    creator_id: clip.creatorId,
    creator_name: userOf(call.world, clip.creatorId).displayName,
    video_id: video?.id ?? '',
    game_id: clip.categoryId,
    language: clip.language,
    title: clip.title,
    view_count: clip.viewCount,
    created_at: twitchTime(clip.createdAtMs),
    thumbnail_url: clipThumbnailUrl(call.context.baseUrl, clip.id),
    duration: clip.durationSeconds,
    vod_offset: video ? clip.offsetSeconds : null,
    is_featured: clip.isFeatured,
  };
}

/** GET /clips/downloads */
export const getClipDownloads: Endpoint = {
  method: 'GET',
  path: '/clips/downloads',
  token: granted(['editor:manage:clips', 'channel:manage:clips'], 'broadcaster_id'),
  handle(call) {
    const { channel } = edited(call);
    required(call, 'clip_id');
    const ids = repeated(call, 'clip_id', 10);
    countCall(call, `clip downloads ${channel.broadcasterId}`, { count: 100, windowMs: 60_000 });
    const data = ids.map((id) => {
      const isThere = channel.clips.some((clip) => clip.id === id && isReady(call.world, clip));
      const url = `https://production.assets.clips.twitchcdn.net/${id}.mp4?sig=sim`;
      return { clip_id: id, landscape_download_url: isThere ? url : null, portrait_download_url: null };
    });
    return dataReply(data);
  },
};
