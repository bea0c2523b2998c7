import { deleteBan, getBanned, postBan } from './bans.ts';
import { getGames, searchCategories } from './categories.ts';
import { getChannels, patchChannel } from './channels.ts';
import { deleteChat } from './chat-deletion.ts';
import { sendChatMessage } from './chat-messages.ts';
import { getChannelBadges, getChannelEmotes, getGlobalBadges, getGlobalEmotes } from './chat-pictures.ts';
import type { Endpoint } from './endpoint.ts';
import { deleteSubscription, getSubscriptionsOfEvents, postSubscription } from './eventsub-subscriptions.ts';
import { getFollowers } from './followers.ts';
import { getModerators } from './moderators.ts';
import { getSchedule } from './schedule.ts';
import { deleteSegment, patchSegment, postSegment } from './schedule-segments.ts';
import { getStreams } from './streams.ts';
import { getSubscriptions } from './subscriptions.ts';
import { getUsers } from './users.ts';
import { getVideos } from './videos.ts';

/** All of Helix that this stand-in speaks. What is not here answers 404. */
export const ENDPOINTS: readonly Endpoint[] = [
  getUsers,
  getChannels,
  patchChannel,
  getFollowers,
  getStreams,
  getVideos,
  getSubscriptions,
  searchCategories,
  getGames,
  getChannelBadges,
  getGlobalBadges,
  getChannelEmotes,
  getGlobalEmotes,
  sendChatMessage,
  postBan,
  deleteBan,
  getBanned,
  deleteChat,
  getModerators,
  getSchedule,
  postSegment,
  patchSegment,
  deleteSegment,
  postSubscription,
  getSubscriptionsOfEvents,
  deleteSubscription,
];

/** What Twitch has switched off answers 410, with any token and any method. */
export const DEAD_PATHS: readonly string[] = [
  '/moderation/banned/events',
  '/moderation/moderators/events',
  '/users/follows',
  '/hypetrain/events',
  '/tags/streams',
  '/streams/tags',
  '/soundtrack/current_track',
  '/soundtrack/playlist',
  '/soundtrack/playlists',
  '/webhooks/subscriptions',
];
