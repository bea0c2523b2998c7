import { channelOf } from '../world.ts';
import type { Channel, Video } from '../world-state.ts';
import {
  choice,
  dataReply,
  type Endpoint,
  type HelixCall,
  HelixRefusal,
  repeated,
  required,
  twitchTime,
} from './endpoint.ts';
import { videoThumbnailUrl } from './image-urls.ts';
import { MESSAGES } from './messages.ts';
import { pageOf } from './paging.ts';
import { named } from './users.ts';

const DAY_MS = 24 * 3_600_000;
const PERIOD_MS = { all: Number.POSITIVE_INFINITY, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS };

interface Found {
  readonly channel: Channel;
  readonly video: Video;
}

/** GET /videos: by id, or of a user or category with filters. */
export const getVideos: Endpoint = {
  method: 'GET',
  path: '/videos',
  token: { kind: 'any' },
  handle(call) {
    const ids = repeated(call, 'id', 100);
    const userId = call.query.get('user_id') ?? '';
    const categoryId = call.query.get('game_id') ?? '';
    const selectors = [ids.length > 0, userId !== '', categoryId !== ''].filter(Boolean).length;
    if (selectors !== 1) throw new HelixRefusal(400, MESSAGES.videoFilters);
    const all = Object.values(call.world.state.channels).flatMap((channel) =>
      channel.videos.map((video) => ({ channel, video })),
    );
    if (ids.length > 0) {
      const found = all.filter(({ video }) => ids.includes(video.id));
      if (found.length === 0) throw new HelixRefusal(404, MESSAGES.videosNotFound);
      return dataReply(
        found.map((one) => toVideo(call, one)),
        { pagination: {} },
      );
    }
    const wanted = all.filter(({ channel }) =>
      userId === '' ? channel.categoryId === categoryId : channel.broadcasterId === userId,
    );
    const { items, pagination } = pageOf(call, filterAndSort(call, wanted, categoryId), {
      keyOf: ({ video }) => video.id,
      max: 100,
      takesBefore: true,
    });
    return dataReply(
      items.map((one) => toVideo(call, one)),
      { pagination },
    );
  },
};

/** DELETE /videos: all of them or none. */
export const deleteVideos: Endpoint = {
  method: 'DELETE',
  path: '/videos',
  token: { kind: 'user', scopes: ['channel:manage:videos'] },
  handle(call) {
    required(call, 'id');
    const ids = repeated(call, 'id', 5);
    const own = channelOf(call.world, call.token.userId ?? '');
    const foreign = ids.some((id) => !own.videos.some((video) => video.id === id));
    if (foreign) throw new HelixRefusal(401, MESSAGES.notVideoOwner);
    own.videos = own.videos.filter((video) => !ids.includes(video.id));
    call.world.touch();
    return dataReply(ids);
  },
};

function filterAndSort(call: HelixCall, videos: readonly Found[], categoryId: string): Found[] {
  const type = choice(call, 'type', ['all', 'archive', 'highlight', 'upload'], 'all');
  const period = choice(call, 'period', ['all', 'day', 'week', 'month'], 'all');
  const sort = choice(call, 'sort', ['time', 'trending', 'views'], 'time');
  // Twitch reads the language only together with a category.
  const language = categoryId === '' ? '' : (call.query.get('language') ?? '');
  const since = call.world.nowMs() - PERIOD_MS[period];
  return videos
    .filter(({ video }) => (type === 'all' || video.type === type) && video.createdAtMs >= since)
    .filter(({ video }) => language === '' || video.language === language)
    .sort((a, b) =>
      sort === 'time' ? b.video.createdAtMs - a.video.createdAtMs : b.video.viewCount - a.video.viewCount,
    );
}

function toVideo(call: HelixCall, { channel, video }: Found): Record<string, unknown> {
  return {
    id: video.id,
    stream_id: video.type === 'archive' ? video.streamId : null,
    ...named(call, 'user', channel.broadcasterId),
    title: video.title,
    description: video.description,
    created_at: twitchTime(video.createdAtMs),
    published_at: twitchTime(video.createdAtMs),
    url: `https://www.twitch.tv/videos/${video.id}`,
    thumbnail_url: videoThumbnailUrl(call.context.baseUrl, video.id),
    viewable: 'public',
    view_count: video.viewCount,
    language: video.language,
    type: video.type,
    duration: twitchDuration(video.durationSeconds),
    muted_segments: null,
  };
}

/** `1h2m3s`, without the leading units that are zero. */
export function twitchDuration(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Math.floor(seconds % 60);
  if (hours > 0) return `${hours}h${minutes}m${rest}s`;
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`;
}
