import type { FeatureEvent } from './world-feature-events.ts';
import type { Redemption } from './world-features.ts';
import type { Ban, ChatMessage, ChatModes, HypeTrain, SubTier } from './world-state.ts';

/** What stands in chat as an event instead of a line: USERNOTICE on IRC, channel.chat.notification on EventSub. */
export interface ChatNotice {
  readonly id: string;
  readonly channelId: string;
  /** null is an anonymous giver. */
  readonly userId: string | null;
  readonly sentAtMs: number;
  /** The text that goes with it, '' for none. */
  readonly text: string;
  readonly systemText: string;
  readonly detail: NoticeDetail;
  /** Another channel of a shared chat, where it happened; it stands in this chat too. */
  readonly source?: { readonly channelId: string; readonly messageId: string };
}

export type NoticeDetail =
  | { readonly kind: 'sub'; readonly tier: SubTier; readonly isPrime: boolean; readonly months: number }
  | {
      readonly kind: 'resub';
      readonly tier: SubTier;
      readonly isPrime: boolean;
      readonly cumulativeMonths: number;
      /** null when the person does not show it. */
      readonly streakMonths: number | null;
      /** The month shown was given by somebody (null: without a name). */
      readonly gift?: { readonly gifterId: string | null };
    }
  | {
      readonly kind: 'sub-gift';
      readonly tier: SubTier;
      readonly recipientId: string;
      readonly months: number;
      /** null in a bomb: the bomb itself told it. */
      readonly cumulativeTotal: number | null;
      readonly communityGiftId: string | null;
    }
  | {
      readonly kind: 'community-gift';
      readonly tier: SubTier;
      readonly communityGiftId: string;
      readonly count: number;
      readonly cumulativeTotal: number | null;
    }
  | { readonly kind: 'prime-upgrade'; readonly tier: SubTier }
  | { readonly kind: 'gift-upgrade'; readonly gifterId: string | null }
  | { readonly kind: 'raid'; readonly viewers: number }
  | { readonly kind: 'unraid' }
  | { readonly kind: 'announcement'; readonly color: 'PRIMARY' | 'BLUE' | 'GREEN' | 'ORANGE' | 'PURPLE' }
  | { readonly kind: 'bits-badge'; readonly threshold: number }
  | { readonly kind: 'watch-streak'; readonly streams: number; readonly points: number }
  | {
      /** Somebody who was given a sub gives one: to a person, or to nobody in particular. */
      readonly kind: 'pay-forward';
      readonly priorGifterId: string | null;
      readonly recipientId: string | null;
    }
  | { readonly kind: 'charity-donation'; readonly charity: string; readonly cents: number; readonly currency: string }
  | { readonly kind: 'modiversary'; readonly months: number }
  // What only chat tells: EventSub has no kind for it.
  | { readonly kind: 'sub-extended'; readonly tier: SubTier; readonly months: number; readonly endMonth: number }
  | { readonly kind: 'prime-gift-received'; readonly gift: string; readonly recipientId: string }
  | { readonly kind: 'reward-gift'; readonly trigger: string; readonly amount: number; readonly count: number }
  | { readonly kind: 'ritual'; readonly name: string }
  | { readonly kind: 'social-badge'; readonly level: number };

/** Everything that can happen. IRC and EventSub translate it; nothing else leaves the world. */
export type WorldEvent =
  | FeatureEvent
  | {
      readonly kind: 'message';
      readonly message: ChatMessage;
      /** The chat connection it was typed into: Twitch does not echo it there. null when sent over Helix. */
      readonly connectionId: string | null;
      readonly nonce: string | null;
    }
  | { readonly kind: 'message-deleted'; readonly message: ChatMessage; readonly moderatorId: string }
  | { readonly kind: 'chat-cleared'; readonly channelId: string; readonly moderatorId: string }
  | { readonly kind: 'user-banned'; readonly channelId: string; readonly ban: Readonly<Ban> }
  | {
      readonly kind: 'user-unbanned';
      readonly channelId: string;
      readonly ban: Readonly<Ban>;
      readonly moderatorId: string;
    }
  | {
      readonly kind: 'modes-changed';
      readonly channelId: string;
      readonly moderatorId: string;
      readonly before: Readonly<ChatModes>;
      readonly after: Readonly<ChatModes>;
    }
  | {
      readonly kind: 'shield-changed';
      readonly channelId: string;
      readonly moderatorId: string;
      readonly isActive: boolean;
    }
  | {
      readonly kind: 'moderator-added' | 'moderator-removed' | 'vip-added' | 'vip-removed';
      readonly channelId: string;
      readonly userId: string;
    }
  | { readonly kind: 'notice'; readonly notice: ChatNotice }
  | { readonly kind: 'followed'; readonly channelId: string; readonly userId: string; readonly followedAtMs: number }
  | { readonly kind: 'unfollowed'; readonly channelId: string; readonly userId: string }
  | {
      readonly kind: 'subscribed';
      readonly channelId: string;
      readonly userId: string;
      readonly tier: SubTier;
      readonly isGift: boolean;
    }
  | {
      readonly kind: 'resubscribed';
      readonly channelId: string;
      readonly userId: string;
      readonly tier: SubTier;
      readonly text: string;
      readonly cumulativeMonths: number;
      readonly streakMonths: number | null;
      readonly durationMonths: number;
    }
  | {
      readonly kind: 'subs-gifted';
      readonly channelId: string;
      readonly userId: string | null;
      readonly tier: SubTier;
      readonly count: number;
      readonly cumulativeTotal: number | null;
    }
  | {
      readonly kind: 'subscription-ended';
      readonly channelId: string;
      readonly userId: string;
      readonly tier: SubTier;
      readonly isGift: boolean;
    }
  | {
      readonly kind: 'cheered';
      readonly channelId: string;
      /** null is somebody without a name. */
      readonly userId: string | null;
      readonly bits: number;
      readonly text: string;
    }
  | { readonly kind: 'raided'; readonly fromId: string; readonly toId: string; readonly viewers: number }
  | { readonly kind: 'channel-updated'; readonly channelId: string }
  | {
      readonly kind: 'stream-online';
      readonly channelId: string;
      readonly streamId: string;
      readonly startedAtMs: number;
    }
  | { readonly kind: 'stream-offline'; readonly channelId: string; readonly streamId: string }
  | {
      readonly kind: 'hype-train';
      readonly phase: 'begin' | 'progress' | 'end';
      readonly channelId: string;
      readonly train: Readonly<HypeTrain>;
      readonly endedAtMs: number;
      readonly cooldownUntilMs: number;
    }
  | {
      readonly kind: 'reward-redeemed';
      readonly channelId: string;
      readonly redemption: Readonly<Redemption>;
    }
  /** One access token died (revoked, replaced, expired by command): its sockets end. */
  | { readonly kind: 'token-ended'; readonly accessToken: string }
  /** The person disconnected the app: all its tokens and subscriptions are gone. */
  | { readonly kind: 'authorization-ended'; readonly clientId: string; readonly userId: string };
