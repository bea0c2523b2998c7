import type { AccountFacts, ChannelFeatures, SharedChat } from './world-features.ts';

// What the simulated Twitch knows. Plain data only: it is written to world.json as it stands.

export interface User {
  readonly id: string;
  readonly login: string;
  displayName: string;
  readonly createdAtMs: number;
  /** `#RRGGBB`, or '' when the person never chose one. */
  color: string;
  broadcasterType: '' | 'affiliate' | 'partner';
  description: string;
  email: string;
}

export type SubTier = '1000' | '2000' | '3000';

export interface Subscription {
  readonly userId: string;
  tier: SubTier;
  /** Twitch shows Prime nowhere in Helix: it is Tier 1 there. Only chat tells. */
  isPrime: boolean;
  isGift: boolean;
  /** null for no gift, or for a gift without a name. */
  gifterId: string | null;
  sinceMs: number;
  endsAtMs: number;
  cumulativeMonths: number;
  streakMonths: number;
}

export interface Ban {
  readonly userId: string;
  moderatorId: string;
  reason: string;
  createdAtMs: number;
  /** null is a ban for good, a number the end of a timeout. */
  endsAtMs: number | null;
}

export interface ChatModes {
  emoteOnly: boolean;
  /** null off, 0 any follower, else minutes one must have followed. */
  followersOnlyMinutes: number | null;
  slowSeconds: number | null;
  subscribersOnly: boolean;
  uniqueChat: boolean;
}

export interface LiveStream {
  readonly id: string;
  readonly startedAtMs: number;
  viewerCount: number;
}

export interface Video {
  readonly id: string;
  streamId: string | null;
  title: string;
  description: string;
  createdAtMs: number;
  durationSeconds: number;
  viewCount: number;
  type: 'archive' | 'highlight' | 'upload';
  language: string;
}

export interface ScheduleSegment {
  readonly id: string;
  startAtMs: number;
  durationMinutes: number;
  title: string;
  categoryId: string | null;
  timezone: string;
  isRecurring: boolean;
  /** Starts (epoch ms) of the occurrences that were cancelled. */
  canceledStartsMs: number[];
}

export interface Schedule {
  segments: ScheduleSegment[];
  vacation: { startAtMs: number; endAtMs: number } | null;
}

export interface HypeTrain {
  readonly id: string;
  startedAtMs: number;
  expiresAtMs: number;
  level: number;
  /** Points in this level and what the level needs. */
  progress: number;
  goal: number;
  total: number;
  contributions: { userId: string; type: 'bits' | 'subscription'; total: number }[];
  /** The channels of the shared chat that ride together; it stands with the host. */
  readonly participantIds?: readonly string[];
}

export interface Channel extends ChannelFeatures {
  readonly broadcasterId: string;
  title: string;
  categoryId: string;
  language: string;
  tags: string[];
  /** Ids of content labels such as `ProfanityVulgarity`. */
  contentLabels: string[];
  isBranded: boolean;
  /** Twitch refuses to change the flag too often; null was never changed. */
  brandedChangedAtMs: number | null;
  stream: LiveStream | null;
  videos: Video[];
  modes: ChatModes;
  shieldMode: { isActive: boolean; moderatorId: string | null; lastActivatedAtMs: number | null };
  /** By user id; the value is since when. */
  moderators: Record<string, number>;
  vips: Record<string, number>;
  followers: Record<string, number>;
  subscriptions: Record<string, Subscription>;
  bans: Record<string, Ban>;
  /** Subs each person has given here, ever. */
  giftTotals: Record<string, number>;
  /** Bits each person has given here, ever: gives the bits badge. */
  bitTotals: Record<string, number>;
  /** Who has written here before: everyone else's line is a first message. */
  knownChatters: Record<string, true>;
  schedule: Schedule;
  hypeTrain: HypeTrain | null;
  hypeTrainCooldownUntilMs: number;
}

export interface Category {
  readonly id: string;
  readonly name: string;
}

export interface Emote {
  /** A number as text for old ones, `emotesv2_…` for new ones. */
  readonly id: string;
  readonly name: string;
  /** null is global. */
  readonly ownerId: string | null;
  readonly setId: string;
  readonly tier: '' | SubTier;
  readonly type: 'globals' | 'subscriptions' | 'follower' | 'bitstier';
  readonly animated: boolean;
}

interface BadgeVersion {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export interface BadgeSet {
  readonly setId: string;
  /** null is global. */
  readonly ownerId: string | null;
  readonly versions: readonly BadgeVersion[];
}

/** An application registered at the simulated Twitch. */
export interface AppRegistration {
  readonly clientId: string;
  /** null for a public app. */
  clientSecret: string | null;
  name: string;
  redirectUris: string[];
}

export interface AuthorizationCode {
  readonly code: string;
  readonly clientId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly expiresAtMs: number;
  isUsed: boolean;
}

export interface Token {
  readonly accessToken: string;
  /** null for an app token. */
  readonly refreshToken: string | null;
  readonly clientId: string;
  /** null for an app token. */
  readonly userId: string | null;
  readonly scopes: readonly string[];
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  isRevoked: boolean;
  /** Its refresh token was used and counts only once: of a public app. */
  isSpent?: boolean;
}

export interface ChatBadge {
  readonly setId: string;
  readonly id: string;
  /** Months for a subscriber, else ''. */
  readonly info: string;
}

/** One line as it was written; kept for hours, since it can be deleted and answered by id. */
export interface ChatMessage {
  readonly id: string;
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly isAction: boolean;
  readonly sentAtMs: number;
  readonly badges: readonly ChatBadge[];
  readonly bits: number;
  readonly isFirst: boolean;
  readonly isReturning: boolean;
  readonly reply: ReplyTarget | null;
  /** Filled with a channel point reward that asks for text. */
  readonly rewardId: string | null;
  /** What made it stand out, as IRC calls it. */
  readonly highlight?: LineHighlight;
  /** Set on a copy in another channel of a shared chat: where it was written. */
  readonly source?: LineSource;
  deletedBy: string | null;
}

export type LineHighlight =
  | 'highlighted-message'
  | 'skip-subs-mode-message'
  | 'gigantified-emote-message'
  | 'animated-message';

export interface LineSource {
  readonly channelId: string;
  readonly messageId: string;
  readonly badges: readonly ChatBadge[];
}

export interface ReplyTarget {
  readonly messageId: string;
  readonly userId: string;
  readonly text: string;
  readonly threadMessageId: string;
  readonly threadUserId: string;
}

export interface WorldState {
  readonly format: 1;
  readonly seed: string;
  users: Record<string, User>;
  channels: Record<string, Channel>;
  categories: Category[];
  emotes: Emote[];
  badges: BadgeSet[];
  apps: Record<string, AppRegistration>;
  /** By code. */
  authorizationCodes: Record<string, AuthorizationCode>;
  /** By access token. */
  tokens: Record<string, Token>;
  /** Oldest first. */
  messages: ChatMessage[];
  /** By user id; who is missing is an ordinary account. */
  accounts: Record<string, AccountFacts>;
  sharedChats: SharedChat[];
  /** How far the evening's story has come, so that it goes on after a restart. */
  storyPositionMs: number;
  /** Number of the last thing said, see `journal.ts`. */
  journalNumber: number;
  /** What came in, see `money-book.ts`. */
  money: MoneyEntry[];
  /** What lies in `past.ndjson`; null for a world that began at its first start. */
  past: PastSummary | null;
}

export type MoneySource = 'sub' | 'prime' | 'gift' | 'bits';

/** One thing that somebody paid for, as it was told on EventSub. */
export interface MoneyEntry {
  /** Of the notification that tells of it: `channel.chat.notification`, of bits `channel.bits.use`. */
  readonly messageId: string;
  readonly atMs: number;
  readonly source: MoneySource;
  /** null for Prime and bits. */
  readonly tier: SubTier | null;
  /** Months; of bits how many. */
  readonly quantity: number;
  /** Who paid; null gave without a name. */
  readonly userId: string | null;
}

export interface PastSummary {
  readonly channelId: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly lines: number;
  readonly events: number;
  readonly numbers: number;
}
