import { setMarker } from '../world-clips.ts';
import type { Channel, Video } from '../world-state.ts';
import {
  dataReply,
  demandText,
  type Endpoint,
  type HelixCall,
  HelixRefusal,
  knownChannel,
  refuseLonger,
  textField,
  twitchTime,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageOf } from './paging.ts';
import { named } from './users.ts';

/** POST /streams/markers: by the broadcaster and editors. */
export const postMarker: Endpoint = {
  method: 'POST',
  path: '/streams/markers',
  token: { kind: 'user', scopes: ['channel:manage:broadcast'] },
  handle(call) {
    const channel = knownChannel(call, demandText(call, 'user_id'));
    const description = textField(call, 'description') ?? '';
    refuseLonger('description', description, 140);
    refuseOthers(call, channel);
    const marker = setMarker(call.world, channel.broadcasterId, description);
    if (!marker) throw new HelixRefusal(404, MESSAGES.markerNotLive);
    return dataReply([
      {
        id: marker.id,
        created_at: twitchTime(marker.createdAtMs),
        position_seconds: marker.positionSeconds,
        description,
      },
    ]);
  },
};

/** GET /streams/markers: of a recording, or of a person's newest one. */
export const getMarkers: Endpoint = {
  method: 'GET',
  path: '/streams/markers',
  token: { kind: 'user', scopes: ['user:read:broadcast', 'channel:manage:broadcast'] },
  handle(call) {
    const userId = call.query.get('user_id') ?? '';
    const videoId = call.query.get('video_id') ?? '';
    if ((userId === '') === (videoId === '')) throw new HelixRefusal(400, MESSAGES.markerFilters);
    const found = userId === '' ? findVideo(call, videoId) : newestVideo(knownChannel(call, userId));
    if (!found) throw new HelixRefusal(404, MESSAGES.videosNotFound);
    const { channel, video } = found;
    refuseOthers(call, channel);
    const markers = channel.markers.filter((one) => one.streamId === video.streamId);
    const { items, pagination } = pageOf(call, markers, { keyOf: (one) => one.id, max: 100, takesBefore: true });
    const listed = items.map((marker) => ({
      id: marker.id,
      created_at: twitchTime(marker.createdAtMs),
      description: marker.description,
      position_seconds: marker.positionSeconds,
      url: `https://www.twitch.tv/videos/${video.id}?t=${marker.positionSeconds}s`,
    }));
    const data = [{ ...named(call, 'user', channel.broadcasterId), videos: [{ video_id: video.id, markers: listed }] }];
    return dataReply(data, { pagination });
  },
};

function refuseOthers(call: HelixCall, channel: Channel): void {
  const userId = call.token.userId ?? '';
  if (userId === channel.broadcasterId || Object.hasOwn(channel.editors, userId)) return;
  throw new HelixRefusal(403, MESSAGES.notEditor);
}

function findVideo(call: HelixCall, videoId: string): { channel: Channel; video: Video } | undefined {
  for (const channel of Object.values(call.world.state.channels)) {
    const video = channel.videos.find((one) => one.id === videoId);
    if (video) return { channel, video };
  }
  return undefined;
}

function newestVideo(channel: Channel): { channel: Channel; video: Video } | undefined {
  const video = channel.videos.find((one) => one.type === 'archive');
  return video && { channel, video };
}
