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

  // Chat
  messageRequired: 'The message field is required.', // S
  messageTooLong: 'The message is too large.', // D
  senderMayNotChat: 'The sender is not permitted to send chat messages to the broadcaster’s chat room.', // D
  replyGone: "The request's input was not valid. Message cannot be replied to.", // F
  forSourceOnlyUserToken: 'The for_source_only parameter can only be used with an app access token.', // D
  pinUnsupported: 'The pin field may not be combined with reply_parent_message_id or for_source_only.', // S
  dropTimedOut: 'You are timed out.', // F
  dropBlocked: "Your message wasn't posted due to conflicts with the channel's moderation settings.", // F
  dropHeld: 'Your message is being checked by mods and has not been sent.', // F

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
  nonRecurringForbidden: 'Only partners and affiliates may add non-recurring broadcast segments.', // D

  // EventSub
  subscriptionTypeGone: 'subscription type and version is no longer supported', // S
  conditionInvalid: 'The condition is not valid for the subscription type.', // S
  transportInvalid: 'invalid transport and auth combination', // F
  sessionGone: 'websocket transport session does not exist or has already disconnected', // F
  subscriptionNotFound: 'The subscription was not found.', // S
  subscriptionFilters: 'Specify only one of status, type, user_id, subscription_id, conduit_id.', // S
} as const;
