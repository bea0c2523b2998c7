/**
 * Every sentence this stand-in refuses with. Sources, by mark:
 *
 * - D  Twitch's reference lists the sentence for that status.
 * - F  seen in live traffic, reported by clients that match on it.
 * - S  our own wording: Twitch refuses here too, but its words are not known. Nobody may match on these.
 *
 * Drop reasons of chat lines stand in `../world-chat-rules.ts` (IRC says the same ones), refusals of EventSub
 * subscriptions in `../eventsub-rules.ts` and `../eventsub.ts`.
 *
 * A client may branch on D and F, compares without regard to case and only on the part that carries
 * the meaning ("may not be banned", "is already banned"), because Twitch rewords.
 */
export const MESSAGES = {
  // Every call
  noToken: 'OAuth token is missing', // F
  invalidToken: 'Invalid OAuth token', // F
  noClientId: 'Client-Id header required', // S
  clientIdMismatch: 'Client ID and OAuth token do not match', // F
  missingScope: (scopes: readonly string[]) => `Missing scope: ${scopes.join(' or ')}`, // F
  userTokenNeeded: 'Missing User OAUTH Token', // F
  tokenUserMismatch: (parameter: string) =>
    `The ID in ${parameter} must match the user ID found in the request's OAuth token.`, // D
  notYourModerator: "The user in moderator_id is not one of the broadcaster's moderators.", // D
  parameterMissing: (parameter: string) => `Missing required parameter "${parameter}"`, // F
  parameterMalformed: (parameter: string) => `The parameter "${parameter}" was malformed: the value is not valid.`, // S
  parameterRange: (parameter: string, from: number, to: number) =>
    `The parameter "${parameter}" was malformed: the value must be in the range ${from} through ${to}.`, // S
  tooManyIds: (parameter: string, max: number) => `The number of values in ${parameter} exceeds the maximum of ${max}.`, // S
  invalidCursor: 'The cursor specified in after is not valid.', // S
  bodyMissing: 'The request body is not valid JSON.', // S
  notFound: 'not found', // S
  gone: 'This API is not available.', // F
  tooManyRequests: 'Too Many Requests', // F
  textTooLong: (field: string, max: number) => `The text in the ${field} field must be at most ${max} characters long.`, // S
  partnersOnly: 'The broadcaster must be a partner or affiliate.', // D
  appTokenNeeded: 'This endpoint requires an app access token.', // S
  unknownUser: (parameter: string) => `The user specified in ${parameter} does not exist.`, // S
  ownLimit: 'Too many requests for this endpoint. Please retry later.', // S
  eitherNotBoth: (left: string, right: string) => `Specify either ${left} or ${right}, not both.`, // S

  // Moderation
  alreadyBanned: 'The user specified in the user_id field is already banned.', // D F
  mayNotBeBanned: 'The user specified in the user_id field may not be banned/put in a timeout.', // F
  notBanned: 'The user in the user_id query parameter is not banned.', // F
  userIdFieldRequired: 'The user_id field is required.', // D
  durationInvalid: 'The value in the duration field is not valid.', // D
  reasonTooLong: 'The text in the reason field is too long.', // D
  unknownTarget: 'The user specified in the user_id field does not exist.', // S
  // Nothing in this small world takes long enough to collide: a fault says it.
  banConflict:
    "You may not update the user's ban state while someone else is updating the state. Please retry your request.", // D
  deleteBroadcaster: "You may not delete the broadcaster's messages.", // D
  deleteModerator: "You may not delete another moderator's messages.", // D
  messageNotFound: 'The ID in message_id was not found or the message was created more than 6 hours ago.', // D

  alreadyModerator: 'The user is already a moderator in this channel.', // S
  notModerator: 'The user is not a moderator in this channel.', // S
  moderatorBanned: 'The user is banned from this channel.', // S
  isVip: 'The user is a VIP. To make them a moderator, you must first remove them as a VIP.', // D
  vipIsModerator: 'The user is a moderator. To make them a VIP, you must first remove them as a moderator.', // D
  alreadyVip: 'The user is already a VIP in this channel.', // D
  notVip: 'The user is not a VIP in the channel.', // D
  noVipSlot: 'The broadcaster does not have available VIP slots.', // D
  communityFirst: 'The broadcaster must complete the Build a Community requirement before they may assign VIPs.', // D
  vipForbidden: 'The user in broadcaster_id may not remove VIP status of another user.', // S
  mayNotBeWarned: 'The user specified in the user_id field may not be warned.', // F
  reasonRequired: 'The reason field is required.', // S
  mayNotBeSuspected: 'The user specified may not be given this treatment.', // S
  notSuspicious: 'The user specified has no suspicious status.', // S
  unbanRequestGone: 'The unban request was not found.', // S
  unbanRequestDecided: 'The unban request has already been resolved.', // S
  automodBothKinds: 'Specify either overall_level or the single levels, not both.', // D
  heldGone: 'The message specified in the msg_id field was not found or has been processed already.', // S
  notEditor: 'The user is not one of the broadcaster’s editors.', // S

  // Ads
  notLive: 'The broadcaster is not streaming live.', // D
  adCooldown: 'The broadcaster may not run another commercial until the cooldown period expires.', // D
  noAdPlanned: 'The broadcaster does not have an ad scheduled.', // S
  noSnoozes: 'The broadcaster has no available snoozes.', // S

  // Clips, markers, videos
  clipsRestricted: 'The broadcaster has restricted the ability to capture clips.', // D
  clipTitleRejected: 'The title did not pass the AutoMod check.', // S
  clipFilters: 'Specify exactly one of id, broadcaster_id, game_id.', // S
  categoryNotFound: 'The ID in the game_id query parameter was not found.', // S
  markerNotLive: 'The user must be streaming live and have VODs enabled to create a marker.', // S
  markerFilters: 'Specify either user_id or video_id.', // S
  notVideoOwner: 'The caller is not authorized to delete the specified video.', // D
  vodOffset: 'The value in vod_offset must be at least the duration.', // S

  // Polls, predictions, rewards, raids
  pollRuns: 'Channel already has an active poll.', // F
  pollChoices: 'A poll must have 2 to 5 choices.', // S
  pollNotActive: 'The poll is not active.', // S
  pollNotFound: 'None of the IDs in the id query parameter was found.', // S
  rejectedByAutomod: 'The text did not pass the AutoMod check.', // S
  predictionRuns: 'prediction event already active, only one allowed at a time', // F
  predictionOutcomes: 'A prediction must have 2 to 10 outcomes.', // S
  predictionNotFound: 'The prediction in the id field was not found.', // D
  predictionOver: 'The prediction has ended already.', // S
  winnerMissing: 'The winning_outcome_id field is required if status is RESOLVED.', // D
  rewardTitleTaken: 'CREATE_CUSTOM_REWARD_DUPLICATE_REWARD', // F
  tooManyRewards: 'CREATE_CUSTOM_REWARD_TOO_MANY_REWARDS', // F
  rewardForeign: 'The ID in the Client-Id header must match the client ID used to create the custom reward.', // D
  rewardNotFound: 'The custom reward specified in the id query parameter was not found.', // D
  redemptionsNotFound: 'None of the IDs in the id query parameter was found with the status UNFULFILLED.', // D
  valueWithoutSwitch: (field: string, toggle: string) => `The ${field} field may only be set if ${toggle} is true.`, // S
  raidSelf: 'The IDs in from_broadcaster_id and to_broadcaster_id cannot be the same ID.', // D
  raidRefused: 'The settings of the targeted channel do not allow you to raid it.', // D
  raidRuns: 'The broadcaster is already in the process of raiding another channel.', // D
  raidUnknown: 'The targeted channel was not found.', // D
  noRaid: 'The broadcaster does not have a pending raid to cancel.', // D

  // Chat
  announcementEmpty: 'The message field in the body is required.', // S
  shoutoutSelf: 'The broadcaster may not give themselves a Shoutout.', // D
  shoutoutOffline: 'The broadcaster is not streaming live or does not have one or more viewers.', // D
  pinUnknown: 'The message was not found.', // S
  pinNone: 'The message is not pinned.', // S
  pinTwice: 'The message is already pinned.', // S
  hexNeedsTurbo: 'The user must have Turbo or Prime to use a Hex color code.', // S
  whisperSelf: 'A user cannot whisper to themself', // F
  whisperStrangers: "The recipient's settings prevent this sender from whispering them", // F
  whisperPhone: 'the sender does not have a verified phone number', // F
  whisperSuspended: 'The account that sends the whisper is suspended.', // S
  messageRequired: 'The message field is required.', // S
  messageTooLong: 'The message is too large.', // D
  senderMayNotChat: 'The sender is not permitted to send chat messages to the broadcaster’s chat room.', // D
  replyGone: "The request's input was not valid. Message cannot be replied to.", // F
  forSourceOnlyUserToken: 'The for_source_only parameter can only be used with an app access token.', // D
  pinUnsupported: 'The pin field may not be combined with reply_parent_message_id or for_source_only.', // S
  dropTimedOut: 'You are timed out.', // F

  // Channel, videos, subscriptions
  nothingToChange: 'The request must specify at least one field to update.', // S
  titleInvalid: 'The title must be 1 to 140 characters long.', // S
  titleRejected: 'The title did not pass the AutoMod check.', // S
  gameUnknown: 'The ID in game_id is not a valid game ID.', // S
  delayPartnersOnly: 'To set the delay field, the broadcaster must have partner status.', // D
  tagInvalid: 'Tags may have at most 10 entries of 1 to 25 letters or digits.', // S
  tagRejected: 'A tag did not pass the AutoMod check.', // S
  labelInvalid: 'The ID in content_classification_labels is not valid.', // S
  labelForbidden: 'The broadcaster may not set this content classification label.', // S
  brandedTooOften: 'The branded content flag was changed too frequently.', // S
  languageInvalid: 'The value in broadcaster_language is not valid.', // S
  videosNotFound: 'The ID in the id query parameter was not found.', // S
  videoFilters: 'Specify exactly one of id, user_id, game_id.', // S
  notSubscribed: 'The user does not subscribe to the broadcaster.', // S
  blockSelf: 'You may not block yourself.', // S
  descriptionTooLong: 'The description must be at most 300 characters long.', // S
  leaderboardStart: 'The started_at parameter is required unless period is all.', // S
  powerUpNotFound: 'The custom power-up was not found.', // S
  subscriptionsNotAllowed: 'The broadcaster is not a partner or affiliate.', // S

  // Schedule
  noSchedule: 'segments were not found', // F
  segmentNotFound: 'The ID in the id query parameter was not found.', // S
  segmentPast: "FirstOccurrenceDate can't set FirstOccurrenceDate to a time in the past", // F
  segmentRecurringMove: "FirstOccurrenceDate can't set FirstOccurrenceDate on recurring segments", // F
  segmentOverlap: 'Segment cannot create overlapping segment', // F
  segmentDuration: 'The value in the duration field must be in the range 30 through 1380.', // S
  segmentTimezone: 'The value in the timezone field is not a valid IANA time zone.', // S
  segmentTitle: 'The string in the title field is too long.', // D
  segmentCategory: 'The ID in category_id is not valid.', // D
  segmentStart: 'The format of the date and time in the start_time field is not valid.', // D
  vacationEnd: 'The vacation end time must come after its start time.', // S
  nonRecurringForbidden: 'Only partners and affiliates may add non-recurring broadcast segments.', // D

  // EventSub
  subscriptionTypeGone: 'subscription type and version is no longer supported', // S
  conditionInvalid: 'The condition is not valid for the subscription type.', // S
  transportInvalid: 'invalid transport and auth combination', // F
  sessionGone: 'websocket transport session does not exist or has already disconnected', // F
  subscriptionNotFound: 'The subscription was not found.', // S
  subscriptionFilters: 'Specify only one of status, type, user_id, subscription_id, conduit_id.', // S
} as const;
