import { getAds, postCommercial, postSnooze } from './ads.ts';
import { postAnnouncement } from './announcements.ts';
import { getAuthorizedUsers } from './authorized-users.ts';
import { postAutomodMessage, postEnforcements } from './automod-queue.ts';
import { getAutomodSettings, putAutomodSettings } from './automod-settings.ts';
import { deleteBan, getBanned, postBan } from './bans.ts';
import { getBitsLeaderboard, getCheermotes, getCustomPowerUps } from './bits.ts';
import { deleteBlockedTerm, getBlockedTerms, postBlockedTerm } from './blocked-terms.ts';
import { deleteBlock, getBlocks, putBlock } from './blocks.ts';
import { getGames, getTopGames, searchCategories } from './categories.ts';
import { getChannels, patchChannel } from './channels.ts';
import { getCharityCampaign, getCharityDonations } from './charity.ts';
import { getChatColors, putChatColor } from './chat-color.ts';
import { deleteChat } from './chat-deletion.ts';
import { sendChatMessage } from './chat-messages.ts';
import {
  getChannelBadges,
  getChannelEmotes,
  getEmoteSets,
  getGlobalBadges,
  getGlobalEmotes,
  getUserEmotes,
} from './chat-pictures.ts';
import { getChatSettings, patchChatSettings } from './chat-settings.ts';
import { getChatters } from './chatters.ts';
import { getClipDownloads, getClips, postClip, postVideoClip } from './clips.ts';
import { getContentLabels } from './content-labels.ts';
import { getEditors } from './editors.ts';
import type { Endpoint } from './endpoint.ts';
import { deleteSubscription, getSubscriptionsOfEvents, postSubscription } from './eventsub-subscriptions.ts';
import { getFollowed, getFollowedStreams } from './followed.ts';
import { getFollowers } from './followers.ts';
import { getGoals } from './goals.ts';
import { getHypeTrainStatus } from './hype-train.ts';
import { getMarkers, postMarker } from './markers.ts';
import { deleteModerator, getModeratedChannels, getModerators, postModerator } from './moderators.ts';
import { deletePin, getPins, patchPin, putPin } from './pins.ts';
import { getPolls, patchPoll, postPoll } from './polls.ts';
import { getPredictions, patchPrediction, postPrediction } from './predictions.ts';
import { deleteRaid, postRaid } from './raids.ts';
import { getRedemptions, patchRedemptions } from './redemptions.ts';
import { deleteReward, getRewards, patchReward, postReward } from './rewards.ts';
import { getSchedule } from './schedule.ts';
import { getIcalendar } from './schedule-icalendar.ts';
import { deleteSegment, patchSegment, postSegment } from './schedule-segments.ts';
import { patchScheduleSettings } from './schedule-settings.ts';
import { searchChannels } from './search-channels.ts';
import { getSharedChatSession } from './shared-chat.ts';
import { getShieldMode, putShieldMode } from './shield-mode.ts';
import { postShoutout } from './shoutouts.ts';
import { getStreamKey, getStreams } from './streams.ts';
import { getOwnSubscription, getSubscriptions } from './subscriptions.ts';
import { deleteSuspiciousUser, postSuspiciousUser } from './suspicious-users.ts';
import { getUnbanRequests, patchUnbanRequest } from './unban-requests.ts';
import { getUsers, putUser } from './users.ts';
import { deleteVideos, getVideos } from './videos.ts';
import { deleteVip, getVips, postVip } from './vips.ts';
import { postWarning } from './warnings.ts';
import { postWhisper } from './whispers.ts';

/** All of Helix that this stand-in speaks. What is not here answers 404. */
export const ENDPOINTS: readonly Endpoint[] = [
  getUsers,
  putUser,
  getBlocks,
  putBlock,
  deleteBlock,
  getAuthorizedUsers,
  getChannels,
  patchChannel,
  getContentLabels,
  getEditors,
  getFollowers,
  getFollowed,
  getFollowedStreams,
  getVips,
  postVip,
  deleteVip,
  searchCategories,
  getGames,
  getTopGames,
  searchChannels,
  postCommercial,
  getAds,
  postSnooze,
  getStreams,
  getStreamKey,
  postMarker,
  getMarkers,
  getVideos,
  deleteVideos,
  postClip,
  postVideoClip,
  getClips,
  getClipDownloads,
  getSchedule,
  getIcalendar,
  patchScheduleSettings,
  postSegment,
  patchSegment,
  deleteSegment,
  getSubscriptions,
  getOwnSubscription,
  getBitsLeaderboard,
  getCheermotes,
  getCustomPowerUps,
  getGoals,
  getHypeTrainStatus,
  getCharityCampaign,
  getCharityDonations,
  getPolls,
  postPoll,
  patchPoll,
  getPredictions,
  postPrediction,
  patchPrediction,
  getRewards,
  postReward,
  patchReward,
  deleteReward,
  getRedemptions,
  patchRedemptions,
  postRaid,
  deleteRaid,
  sendChatMessage,
  postAnnouncement,
  postShoutout,
  getChatters,
  getPins,
  putPin,
  patchPin,
  deletePin,
  getChatSettings,
  patchChatSettings,
  getChannelBadges,
  getGlobalBadges,
  getChannelEmotes,
  getGlobalEmotes,
  getEmoteSets,
  getUserEmotes,
  getChatColors,
  putChatColor,
  getSharedChatSession,
  postWhisper,
  postBan,
  deleteBan,
  getBanned,
  getUnbanRequests,
  patchUnbanRequest,
  getAutomodSettings,
  putAutomodSettings,
  postAutomodMessage,
  postEnforcements,
  getBlockedTerms,
  postBlockedTerm,
  deleteBlockedTerm,
  deleteChat,
  getModerators,
  postModerator,
  deleteModerator,
  getModeratedChannels,
  getShieldMode,
  putShieldMode,
  postWarning,
  postSuspiciousUser,
  deleteSuspiciousUser,
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
