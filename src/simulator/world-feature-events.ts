import type {
  AutomodSettings,
  BlockedTerm,
  CharityCampaign,
  CharityDonation,
  Goal,
  HeldLine,
  Poll,
  PowerUp,
  Prediction,
  Redemption,
  Reward,
  SharedChat,
  SuspiciousUser,
  UnbanRequest,
  Warning,
} from './world-features.ts';
import type { ChatMessage } from './world-state.ts';

export type AutomaticRewardType =
  | 'single_message_bypass_sub_mode'
  | 'send_highlighted_message'
  | 'random_sub_emote_unlock'
  | 'chosen_sub_emote_unlock'
  | 'chosen_modified_sub_emote_unlock';

export type PowerUpUse =
  | { readonly kind: 'message-effect'; readonly effectId: string }
  | { readonly kind: 'celebration'; readonly effectId: string }
  | { readonly kind: 'gigantified-emote'; readonly emote: { readonly id: string; readonly name: string } }
  | {
      readonly kind: 'custom';
      readonly powerUp: Readonly<PowerUp>;
      readonly redemptionId: string;
      readonly input: string;
    };

/** What comes of the features of a channel; each is told on EventSub, few in chat. */
export type FeatureEvent =
  | {
      readonly kind: 'ad-break';
      readonly channelId: string;
      readonly seconds: number;
      readonly startedAtMs: number;
      readonly isAutomatic: boolean;
      readonly requesterId: string;
    }
  | {
      readonly kind: 'shoutout';
      readonly fromId: string;
      readonly toId: string;
      readonly moderatorId: string;
      readonly viewers: number;
      readonly startedAtMs: number;
      readonly nextAtMs: number;
      readonly sameTargetAtMs: number;
    }
  /** A raid was ordered or called off; it has not left. */
  | {
      readonly kind: 'raid-ordered' | 'raid-called-off';
      readonly channelId: string;
      readonly moderatorId: string;
      readonly toId: string;
      readonly viewers: number;
    }
  | {
      readonly kind: 'shared-chat';
      readonly phase: 'begin' | 'update' | 'end';
      /** Who is told. */
      readonly channelId: string;
      readonly session: Readonly<SharedChat>;
    }
  /** What was done to a person in one channel of a shared chat, as the others are told. */
  | {
      readonly kind: 'shared-moderation';
      readonly action: 'ban' | 'unban' | 'timeout' | 'untimeout' | 'delete';
      readonly channelId: string;
      readonly sourceId: string;
      readonly moderatorId: string;
      readonly userId: string;
      readonly reason: string;
      readonly expiresAtMs: number | null;
      readonly message: ChatMessage | null;
    }
  | { readonly kind: 'user-updated'; readonly userId: string }
  | { readonly kind: 'account-suspended'; readonly userId: string; readonly isSuspended: boolean }
  | {
      readonly kind: 'whisper';
      readonly fromId: string;
      readonly toId: string;
      readonly whisperId: string;
      readonly text: string;
    }
  | { readonly kind: 'line-held'; readonly channelId: string; readonly line: Readonly<HeldLine> }
  | {
      readonly kind: 'held-line-decided';
      readonly channelId: string;
      readonly line: Readonly<HeldLine>;
      readonly outcome: 'approved' | 'denied' | 'expired';
      /** The broadcaster, where nobody decided in time. */
      readonly moderatorId: string;
    }
  | {
      readonly kind: 'automod-settings-changed';
      readonly channelId: string;
      readonly moderatorId: string;
      readonly settings: Readonly<AutomodSettings>;
    }
  | {
      readonly kind: 'terms-changed';
      readonly channelId: string;
      readonly moderatorId: string;
      readonly action: 'add' | 'remove';
      readonly list: 'blocked' | 'permitted';
      readonly terms: readonly Pick<BlockedTerm, 'text'>[];
      readonly isFromAutomod: boolean;
    }
  | { readonly kind: 'unban-requested'; readonly channelId: string; readonly request: Readonly<UnbanRequest> }
  | { readonly kind: 'unban-request-resolved'; readonly channelId: string; readonly request: Readonly<UnbanRequest> }
  | {
      readonly kind: 'warned' | 'warning-acknowledged';
      readonly channelId: string;
      readonly warning: Readonly<Warning>;
    }
  | {
      readonly kind: 'suspicion-changed';
      readonly channelId: string;
      readonly userId: string;
      readonly moderatorId: string;
      readonly status: 'none' | 'active_monitoring' | 'restricted';
    }
  | {
      readonly kind: 'suspicious-line';
      readonly channelId: string;
      readonly person: Readonly<SuspiciousUser>;
      readonly messageId: string;
      readonly text: string;
      /** False: only moderators see it. */
      readonly isShown: boolean;
      /** As of a line that is shown. */
      readonly connectionId: string | null;
      readonly nonce: string | null;
    }
  | {
      readonly kind: 'goal';
      readonly phase: 'begin' | 'progress' | 'end';
      readonly channelId: string;
      readonly goal: Readonly<Goal>;
    }
  | {
      readonly kind: 'charity';
      readonly phase: 'start' | 'progress' | 'stop';
      readonly channelId: string;
      readonly campaign: Readonly<CharityCampaign>;
    }
  | {
      readonly kind: 'charity-donated';
      readonly channelId: string;
      readonly campaign: Readonly<CharityCampaign>;
      readonly donation: CharityDonation;
    }
  | {
      readonly kind: 'power-up';
      readonly channelId: string;
      readonly userId: string;
      readonly bits: number;
      readonly text: string | null;
      readonly use: PowerUpUse;
    }
  | {
      readonly kind: 'automatic-reward';
      readonly channelId: string;
      readonly redemptionId: string;
      readonly userId: string;
      readonly type: AutomaticRewardType;
      readonly points: number;
      readonly emote: { readonly id: string; readonly name: string } | null;
      readonly text: string | null;
    }
  | {
      readonly kind: 'reward-added' | 'reward-updated' | 'reward-removed';
      readonly channelId: string;
      readonly reward: Readonly<Reward>;
    }
  | { readonly kind: 'redemption-updated'; readonly channelId: string; readonly redemption: Readonly<Redemption> }
  | {
      readonly kind: 'poll';
      readonly phase: 'begin' | 'progress' | 'end';
      readonly channelId: string;
      readonly poll: Readonly<Poll>;
    }
  | {
      readonly kind: 'prediction';
      readonly phase: 'begin' | 'progress' | 'lock' | 'end';
      readonly channelId: string;
      readonly prediction: Readonly<Prediction>;
    };
