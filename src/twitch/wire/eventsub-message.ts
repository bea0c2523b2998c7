import type { TwitchUserId } from '../../kernel/id.ts';

/** A person as every event names them. */
export interface EventUser {
  readonly id: TwitchUserId;
  readonly login: string;
  readonly name: string;
}

/** `Prime` is only told by `channel.chat.notification`; everywhere else it looks like tier 1000. */
export type SubTier = '1000' | '2000' | '3000';

export interface StreamOnline {
  readonly type: 'stream.online';
  readonly broadcaster: EventUser;
  readonly streamId: string;
  /** `live`, `rerun` … */
  readonly streamType: string;
  readonly startedAtMs: number;
}

export interface StreamOffline {
  readonly type: 'stream.offline';
  readonly broadcaster: EventUser;
  /** Missing in old tools. */
  readonly streamId: string | null;
}

export interface ChannelUpdate {
  readonly type: 'channel.update';
  readonly broadcaster: EventUser;
  readonly title: string;
  readonly language: string;
  readonly categoryId: string;
  readonly categoryName: string;
  readonly contentLabels: readonly string[];
}

export interface Follow {
  readonly type: 'channel.follow';
  readonly broadcaster: EventUser;
  readonly user: EventUser;
  readonly followedAtMs: number;
}

/** In or out: compare `to` and `from` with the own channel. */
export interface Raid {
  readonly type: 'channel.raid';
  readonly from: EventUser;
  readonly to: EventUser;
  readonly viewers: number;
}

/** What a `channel.chat.notification` tells, by kind. */
export type ChatNoticeDetail =
  | { readonly kind: 'sub'; readonly tier: SubTier; readonly isPrime: boolean; readonly durationMonths: number }
  | {
      readonly kind: 'resub';
      readonly tier: SubTier;
      readonly isPrime: boolean;
      readonly durationMonths: number;
      readonly cumulativeMonths: number;
      readonly streakMonths: number | null;
      readonly isGift: boolean;
      readonly gifter: EventUser | null;
    }
  | {
      readonly kind: 'sub_gift';
      readonly tier: SubTier;
      readonly durationMonths: number;
      readonly cumulativeTotal: number | null;
      readonly recipient: EventUser | null;
      /** Set: part of the community gift of that id, which has been counted already. */
      readonly communityGiftId: string | null;
    }
  | {
      readonly kind: 'community_sub_gift';
      readonly id: string;
      readonly tier: SubTier;
      readonly total: number;
      readonly cumulativeTotal: number | null;
    }
  | { readonly kind: 'gift_paid_upgrade'; readonly gifterIsAnonymous: boolean; readonly gifter: EventUser | null }
  | { readonly kind: 'prime_paid_upgrade'; readonly tier: SubTier }
  | { readonly kind: 'pay_it_forward'; readonly gifterIsAnonymous: boolean; readonly gifter: EventUser | null }
  | { readonly kind: 'raid'; readonly user: EventUser | null; readonly viewers: number; readonly imageUrl: string }
  | { readonly kind: 'unraid' }
  | { readonly kind: 'announcement'; readonly color: string }
  | { readonly kind: 'bits_badge_tier'; readonly tier: number }
  | { readonly kind: 'charity_donation'; readonly charityName: string; readonly amount: EventAmount }
  | { readonly kind: 'watch_streak'; readonly streak: number; readonly channelPoints: number }
  | { readonly kind: 'modiversary'; readonly months: number }
  /** A kind that is not known: show `systemText`. */
  | { readonly kind: 'unknown' };

export interface EventAmount {
  /** Minor units as a whole number. */
  readonly value: number;
  readonly decimalPlaces: number;
  readonly currency: string;
}

export interface ChatNotification {
  readonly type: 'channel.chat.notification';
  readonly broadcaster: EventUser;
  readonly chatter: EventUser | null;
  readonly isAnonymous: boolean;
  readonly noticeId: string;
  /** As Twitch wrote it, `shared_chat_sub` included. */
  readonly noticeType: string;
  /** Happened in another channel of a shared chat: show it, never book it. */
  readonly isShared: boolean;
  readonly source: EventUser | null;
  readonly systemText: string;
  readonly text: string;
  readonly color: string | null;
  /** `set/version`. */
  readonly badges: readonly string[];
  readonly detail: ChatNoticeDetail;
}

export interface Subscribe {
  readonly type: 'channel.subscribe';
  readonly broadcaster: EventUser;
  readonly user: EventUser;
  readonly tier: SubTier;
  readonly isGift: boolean;
}

export interface SubscriptionGift {
  readonly type: 'channel.subscription.gift';
  readonly broadcaster: EventUser;
  /** `null` when anonymous. */
  readonly user: EventUser | null;
  readonly isAnonymous: boolean;
  readonly tier: SubTier;
  readonly total: number;
  readonly cumulativeTotal: number | null;
}

export interface SubscriptionMessage {
  readonly type: 'channel.subscription.message';
  readonly broadcaster: EventUser;
  readonly user: EventUser;
  readonly tier: SubTier;
  readonly text: string;
  readonly cumulativeMonths: number;
  readonly streakMonths: number | null;
  readonly durationMonths: number;
}

export interface SubscriptionEnd {
  readonly type: 'channel.subscription.end';
  readonly broadcaster: EventUser;
  readonly user: EventUser;
  readonly tier: SubTier;
  readonly isGift: boolean;
}

/** Fires beside `channel.bits.use`: show one, book only `bits.use`. */
export interface Cheer {
  readonly type: 'channel.cheer';
  readonly broadcaster: EventUser;
  readonly user: EventUser | null;
  readonly isAnonymous: boolean;
  readonly bits: number;
  readonly text: string;
}

export interface BitsUse {
  readonly type: 'channel.bits.use';
  readonly broadcaster: EventUser;
  readonly user: EventUser;
  readonly bits: number;
  /** `cheer`, `power_up`, `custom_power_up`, `combo` … */
  readonly use: string;
  readonly text: string;
  /** Name of the power-up, `null` for a cheer. */
  readonly powerUp: string | null;
}

/** Progress may come before begin. */
export interface HypeTrain {
  readonly type: 'channel.hype_train.begin' | 'channel.hype_train.progress' | 'channel.hype_train.end';
  readonly broadcaster: EventUser;
  readonly trainId: string;
  /** `regular`, `golden_kappa`, `treasure`. */
  readonly trainType: string;
  readonly level: number;
  readonly total: number;
  readonly progress: number | null;
  readonly goal: number | null;
  readonly isShared: boolean;
  readonly startedAtMs: number;
  readonly expiresAtMs: number | null;
  readonly endedAtMs: number | null;
}

/** What a moderator did, by `action`. */
export type ModerateDetail =
  | {
      readonly action: 'ban' | 'timeout' | 'warn';
      readonly user: EventUser;
      readonly reason: string | null;
      /** Only for a timeout. */
      readonly expiresAtMs: number | null;
      readonly rules: readonly string[];
    }
  | {
      readonly action: 'unban' | 'untimeout' | 'vip' | 'unvip' | 'mod' | 'unmod' | 'unraid';
      readonly user: EventUser;
    }
  | { readonly action: 'delete'; readonly user: EventUser; readonly messageId: string; readonly text: string }
  | { readonly action: 'raid'; readonly user: EventUser; readonly viewers: number }
  | { readonly action: 'followers'; readonly minutes: number }
  | { readonly action: 'slow'; readonly seconds: number }
  | {
      readonly action:
        | 'clear'
        | 'emoteonly'
        | 'emoteonlyoff'
        | 'followersoff'
        | 'uniquechat'
        | 'uniquechatoff'
        | 'slowoff'
        | 'subscribers'
        | 'subscribersoff';
    }
  | {
      readonly action: 'add_blocked_term' | 'remove_blocked_term' | 'add_permitted_term' | 'remove_permitted_term';
      readonly terms: readonly string[];
      readonly isFromAutomod: boolean;
    }
  | {
      readonly action: 'approve_unban_request' | 'deny_unban_request';
      readonly user: EventUser;
      readonly text: string;
    }
  /** An action that is not known: kept by its name. */
  | { readonly action: 'unknown' };

export interface Moderate {
  readonly type: 'channel.moderate';
  readonly broadcaster: EventUser;
  readonly moderator: EventUser;
  /** As Twitch wrote it, `shared_chat_ban` included. */
  readonly actionName: string;
  /** Done in another channel of a shared chat. */
  readonly isShared: boolean;
  readonly source: EventUser | null;
  readonly detail: ModerateDetail;
}

/** Fires for timeouts too. */
export interface Ban {
  readonly type: 'channel.ban';
  readonly broadcaster: EventUser;
  readonly user: EventUser;
  readonly moderator: EventUser | null;
  readonly reason: string;
  readonly bannedAtMs: number;
  /** `null` is permanent. */
  readonly endsAtMs: number | null;
}

export interface Unban {
  readonly type: 'channel.unban';
  readonly broadcaster: EventUser;
  readonly user: EventUser;
  readonly moderator: EventUser | null;
}

/** Told by asking only: `channel.moderate` tells it with the name of who did it. */
export interface RoleChange {
  readonly type: 'channel.moderator.add' | 'channel.moderator.remove' | 'channel.vip.add' | 'channel.vip.remove';
  readonly broadcaster: EventUser;
  readonly user: EventUser;
}

export interface Redemption {
  readonly type:
    | 'channel.channel_points_custom_reward_redemption.add'
    | 'channel.channel_points_custom_reward_redemption.update';
  readonly broadcaster: EventUser;
  readonly user: EventUser;
  readonly redemptionId: string;
  /** `unfulfilled`, `fulfilled`, `canceled`, `unknown`. */
  readonly status: string;
  readonly rewardId: string;
  readonly rewardTitle: string;
  readonly cost: number;
  readonly text: string;
  readonly redeemedAtMs: number;
}

export interface AutomaticRedemption {
  readonly type: 'channel.channel_points_automatic_reward_redemption.add';
  readonly broadcaster: EventUser;
  readonly user: EventUser;
  readonly redemptionId: string;
  /** `send_highlighted_message` … */
  readonly rewardType: string;
  readonly cost: number;
  readonly text: string;
  readonly redeemedAtMs: number;
}

export interface SharedChat {
  readonly type: 'channel.shared_chat.begin' | 'channel.shared_chat.update' | 'channel.shared_chat.end';
  readonly broadcaster: EventUser;
  readonly sessionId: string;
  readonly host: EventUser | null;
  readonly participants: readonly EventUser[];
}

/** A type we do not read, or one whose required fields were missing: nothing is lost, `raw` has it. */
export interface OtherEvent {
  readonly type: 'other';
}

export type EventSubEvent =
  | StreamOnline
  | StreamOffline
  | ChannelUpdate
  | Follow
  | Raid
  | ChatNotification
  | Subscribe
  | SubscriptionGift
  | SubscriptionMessage
  | SubscriptionEnd
  | Cheer
  | BitsUse
  | HypeTrain
  | Moderate
  | Ban
  | Unban
  | RoleChange
  | Redemption
  | AutomaticRedemption
  | SharedChat
  | OtherEvent;

/** One event, told at least once: `messageId` makes it one. */
export interface EventSubNotification {
  readonly messageId: string;
  readonly sentAtMs: number;
  readonly subscriptionId: string;
  /** `channel.follow`, also for those read as `other`. */
  readonly subscriptionType: string;
  readonly subscriptionVersion: string;
  readonly event: EventSubEvent;
  /** Twitch's JSON of the event, unchanged. */
  readonly raw: unknown;
}

export interface EventSubRevocation {
  readonly messageId: string;
  readonly subscriptionId: string;
  readonly subscriptionType: string;
  readonly subscriptionVersion: string;
  readonly condition: Readonly<Record<string, string>>;
  /** `authorization_revoked`, `user_removed`, `version_removed`, `moderator_removed`, `chat_user_banned` … */
  readonly reason: string;
}

export type EventSubFrame =
  | {
      readonly type: 'welcome';
      readonly messageId: string;
      /** Twitch's clock, against which the age of what follows is measured. */
      readonly sentAtMs: number;
      readonly sessionId: string;
      readonly keepaliveSeconds: number;
    }
  | { readonly type: 'keepalive'; readonly messageId: string }
  | ({ readonly type: 'notification' } & EventSubNotification)
  | { readonly type: 'reconnect'; readonly messageId: string; readonly reconnectUrl: string }
  | ({ readonly type: 'revocation' } & EventSubRevocation);
