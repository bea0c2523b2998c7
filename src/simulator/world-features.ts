// What a channel can do beside being watched and talked in. Plain data, part of the world file.

export interface Reward {
  readonly id: string;
  title: string;
  prompt: string;
  cost: number;
  /** The app that made it, and the only one that may change it; null: made on Twitch's own pages. */
  clientId: string | null;
  isEnabled: boolean;
  isPaused: boolean;
  backgroundColor: string;
  needsInput: boolean;
  maxPerStream: number | null;
  maxPerUserPerStream: number | null;
  cooldownSeconds: number | null;
  cooldownUntilMs: number | null;
  /** Counts as fulfilled at once. */
  skipsQueue: boolean;
}

export type RedemptionStatus = 'UNFULFILLED' | 'FULFILLED' | 'CANCELED';

export interface Redemption {
  readonly id: string;
  readonly userId: string;
  readonly input: string;
  /** The reward as it was at that moment. */
  readonly reward: { readonly id: string; readonly title: string; readonly prompt: string; readonly cost: number };
  readonly redeemedAtMs: number;
  status: RedemptionStatus;
}

export type PollStatus = 'ACTIVE' | 'COMPLETED' | 'TERMINATED' | 'ARCHIVED';

export interface Poll {
  readonly id: string;
  readonly title: string;
  readonly choices: { readonly id: string; readonly title: string; votes: number; pointsVotes: number }[];
  /** null: no further votes for points. */
  readonly pointsPerVote: number | null;
  readonly durationSeconds: number;
  readonly startedAtMs: number;
  status: PollStatus;
  endedAtMs: number | null;
}

export type PredictionStatus = 'ACTIVE' | 'LOCKED' | 'RESOLVED' | 'CANCELED';

export interface PredictionOutcome {
  readonly id: string;
  readonly title: string;
  readonly color: 'BLUE' | 'PINK';
  /** Points by person. */
  bets: Record<string, number>;
}

export interface Prediction {
  readonly id: string;
  readonly title: string;
  readonly outcomes: PredictionOutcome[];
  readonly windowSeconds: number;
  readonly createdAtMs: number;
  status: PredictionStatus;
  lockedAtMs: number | null;
  endedAtMs: number | null;
  winningOutcomeId: string | null;
}

export type GoalType =
  | 'follower'
  | 'subscription'
  | 'subscription_count'
  | 'new_subscription'
  | 'new_subscription_count'
  | 'new_bit'
  | 'new_cheerer';

export interface Goal {
  readonly id: string;
  readonly type: GoalType;
  description: string;
  current: number;
  target: number;
  readonly createdAtMs: number;
}

export interface CharityDonation {
  readonly id: string;
  readonly userId: string;
  readonly cents: number;
  readonly atMs: number;
}

export interface CharityCampaign {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly logo: string;
  readonly website: string;
  readonly currency: string;
  readonly targetCents: number | null;
  currentCents: number;
  readonly startedAtMs: number;
  donations: CharityDonation[];
}

/** A reward for bits that the broadcaster thought of. */
export interface PowerUp {
  readonly id: string;
  title: string;
  prompt: string;
  bits: number;
  isEnabled: boolean;
  needsInput: boolean;
}

export interface Clip {
  readonly id: string;
  readonly creatorId: string;
  title: string;
  readonly durationSeconds: number;
  readonly createdAtMs: number;
  /** From then on it is found; null: making it failed. */
  readonly readyAtMs: number | null;
  viewCount: number;
  /** The recording it was cut from, once there is one. */
  readonly streamId: string | null;
  readonly offsetSeconds: number | null;
  readonly categoryId: string;
  readonly language: string;
  isFeatured: boolean;
}

export interface Marker {
  readonly id: string;
  readonly streamId: string;
  readonly description: string;
  readonly createdAtMs: number;
  readonly positionSeconds: number;
}

/** Without a plan (`nextAtMs` null) no ad comes by itself. */
export interface AdPlan {
  nextAtMs: number | null;
  /** Of the next one. */
  durationSeconds: number;
  /** How often a planned ad comes; null: the next one is the last that is planned. */
  everySeconds: number | null;
  lastAtMs: number | null;
  prerollFreeUntilMs: number;
  snoozes: number;
  snoozeRefreshAtMs: number | null;
}

export interface PendingRaid {
  readonly toId: string;
  readonly createdAtMs: number;
  readonly leavesAtMs: number;
}

export interface Shoutout {
  readonly toId: string;
  readonly atMs: number;
}

export interface Pin {
  readonly messageId: string;
  readonly senderId: string;
  readonly text: string;
  readonly moderatorId: string;
  readonly startedAtMs: number;
  /** null: until the stream ends. */
  endsAtMs: number | null;
  updatedAtMs: number;
}

export type UnbanRequestStatus = 'pending' | 'approved' | 'denied' | 'acknowledged' | 'canceled';

export interface UnbanRequest {
  readonly id: string;
  readonly userId: string;
  readonly text: string;
  readonly createdAtMs: number;
  status: UnbanRequestStatus;
  moderatorId: string | null;
  resolvedAtMs: number | null;
  resolutionText: string;
}

export const AUTOMOD_CATEGORIES = [
  'aggression',
  'bullying',
  'disability',
  'misogyny',
  'race_ethnicity_or_religion',
  'sex_based_terms',
  'sexuality_sex_or_gender',
  'swearing',
] as const;

export type AutomodCategory = (typeof AUTOMOD_CATEGORIES)[number];

export interface AutomodSettings {
  /** null: the single levels rule. */
  overallLevel: number | null;
  /** 0 lets everything pass, 4 nearly nothing. */
  levels: Record<AutomodCategory, number>;
}

/** A place in a text: code points, both ends included. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

export type HoldReason =
  | {
      readonly kind: 'automod';
      readonly category: AutomodCategory;
      readonly level: number;
      readonly spans: readonly TextSpan[];
    }
  | {
      readonly kind: 'blocked-term';
      readonly found: readonly { readonly termId: string; readonly span: TextSpan }[];
    };

/** A line that waits for a moderator. */
export interface HeldLine {
  readonly id: string;
  readonly userId: string;
  readonly text: string;
  readonly isAction: boolean;
  readonly heldAtMs: number;
  readonly reason: HoldReason;
}

export interface BlockedTerm {
  readonly id: string;
  readonly text: string;
  readonly moderatorId: string;
  readonly createdAtMs: number;
}

export interface Warning {
  readonly userId: string;
  readonly moderatorId: string;
  readonly reason: string;
  readonly atMs: number;
  isAcknowledged: boolean;
}

export interface SuspiciousUser {
  readonly userId: string;
  readonly moderatorId: string;
  status: 'ACTIVE_MONITORING' | 'RESTRICTED';
  readonly types: ('MANUALLY_ADDED' | 'DETECTED_BAN_EVADER' | 'BANNED_IN_SHARED_CHANNEL')[];
  updatedAtMs: number;
}

/** Several channels with one chat. */
export interface SharedChat {
  readonly id: string;
  readonly hostId: string;
  participantIds: string[];
  readonly createdAtMs: number;
  updatedAtMs: number;
}

/** What Twitch holds about an account beside its name; everybody who is not named has the plain values. */
export interface AccountFacts {
  isSuspended: boolean;
  hasVerifiedPhone: boolean;
  hasVerifiedEmail: boolean;
  hasTurbo: boolean;
  /** Takes whispers of strangers. */
  takesWhispers: boolean;
  /** Ids of those whom the person blocked. */
  blocked: string[];
}

export interface HypeTrainRecord {
  readonly level: number;
  readonly total: number;
  readonly achievedAtMs: number;
}

/** The part of a channel that this file describes. */
export interface ChannelFeatures {
  delaySeconds: number;
  editors: Record<string, number>;
  ads: AdPlan;
  clips: Clip[];
  markers: Marker[];
  rewards: Reward[];
  /** Newest first. */
  redemptions: Redemption[];
  /** Newest first. */
  polls: Poll[];
  /** Newest first. */
  predictions: Prediction[];
  goals: Goal[];
  charity: CharityCampaign | null;
  powerUps: PowerUp[];
  hypeTrainRecord: HypeTrainRecord | null;
  /** Of trains shared with others. */
  sharedTrainRecord?: HypeTrainRecord;
  pendingRaid: PendingRaid | null;
  shoutouts: Shoutout[];
  pin: Pin | null;
  /** How long everybody but moderators waits for lines; null off. */
  chatDelaySeconds: number | null;
  /** Whom the channel asks for more than an account before they write. */
  verification: { phone: boolean; email: boolean };
  unbanRequests: UnbanRequest[];
  automod: AutomodSettings;
  heldLines: HeldLine[];
  blockedTerms: BlockedTerm[];
  warnings: Record<string, Warning>;
  suspicious: Record<string, SuspiciousUser>;
}

export function plainFeatures(): ChannelFeatures {
  return {
    delaySeconds: 0,
    editors: {},
    ads: {
      nextAtMs: null,
      durationSeconds: 0,
      everySeconds: null,
      lastAtMs: null,
      prerollFreeUntilMs: 0,
      snoozes: 3,
      snoozeRefreshAtMs: null,
    },
    clips: [],
    markers: [],
    rewards: [],
    redemptions: [],
    polls: [],
    predictions: [],
    goals: [],
    charity: null,
    powerUps: [],
    hypeTrainRecord: null,
    pendingRaid: null,
    shoutouts: [],
    pin: null,
    chatDelaySeconds: null,
    verification: { phone: false, email: false },
    unbanRequests: [],
    automod: { overallLevel: 2, levels: levelsOf(2) },
    heldLines: [],
    blockedTerms: [],
    warnings: {},
    suspicious: {},
  };
}

/** The same level in every category. */
export function levelsOf(level: number): Record<AutomodCategory, number> {
  return {
    aggression: level,
    bullying: level,
    disability: level,
    misogyny: level,
    race_ethnicity_or_religion: level,
    sex_based_terms: level,
    sexuality_sex_or_gender: level,
    swearing: level,
  };
}

export function plainReward(reward: Pick<Reward, 'id' | 'title' | 'prompt' | 'cost'> & Partial<Reward>): Reward {
  return {
    clientId: null,
    isEnabled: true,
    isPaused: false,
    backgroundColor: '#00C7AC',
    needsInput: reward.prompt !== '',
    maxPerStream: null,
    maxPerUserPerStream: null,
    cooldownSeconds: null,
    cooldownUntilMs: null,
    skipsQueue: false,
    ...reward,
  };
}

export function plainAccount(): AccountFacts {
  return {
    isSuspended: false,
    hasVerifiedPhone: true,
    hasVerifiedEmail: true,
    hasTurbo: false,
    takesWhispers: true,
    blocked: [],
  };
}
