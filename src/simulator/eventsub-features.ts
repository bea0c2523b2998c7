import { automodSettingsEvent, heldLineEvents, termsEvent } from './eventsub-automod.ts';
import { charityEvent, donationEvent, goalEvent } from './eventsub-causes.ts';
import { pollEvent, predictionEvent } from './eventsub-choices.ts';
import { moderateEvents } from './eventsub-moderate.ts';
import { adBreakEvent, sharedChatEvent, shoutoutEvents, userUpdateEvent, whisperEvent } from './eventsub-neighbours.ts';
import { forChannel, person, type WireEvent } from './eventsub-parts.ts';
import { automaticRewardEvent, powerUpEvents, redemptionEvent, rewardEvent } from './eventsub-points.ts';
import { suspicionEvent, suspiciousLineEvent, unbanRequestEvent, warningEvent } from './eventsub-watch.ts';
import type { World } from './world.ts';
import type { FeatureEvent } from './world-feature-events.ts';

/** The event of a feature as each subscription type sends it. */
export function featureEvents(world: World, event: FeatureEvent): WireEvent[] {
  switch (event.kind) {
    case 'ad-break':
      return [adBreakEvent(world, event)];
    case 'shoutout':
      return shoutoutEvents(world, event);
    case 'raid-ordered':
    case 'raid-called-off':
      return moderateEvents(world, event);
    case 'shared-chat':
      return [sharedChatEvent(world, event)];
    case 'shared-moderation': {
      const moderated = moderateEvents(world, event);
      if (!event.message) return moderated;
      const body = { ...person(world, event.userId, 'target_'), message_id: event.message.id };
      return [forChannel(world, 'channel.chat.message_delete', event.channelId, body), ...moderated];
    }
    case 'account-suspended':
      return [];
    case 'user-updated':
      return [userUpdateEvent(world, event)];
    case 'whisper':
      return [whisperEvent(world, event)];
    case 'line-held':
    case 'held-line-decided':
      return heldLineEvents(world, event);
    case 'automod-settings-changed':
      return [automodSettingsEvent(world, event)];
    case 'terms-changed':
      return [termsEvent(world, event), ...moderateEvents(world, event)];
    case 'unban-requested':
      return [unbanRequestEvent(world, event)];
    case 'unban-request-resolved':
      return [unbanRequestEvent(world, event), ...moderateEvents(world, event)];
    case 'warned':
      return [warningEvent(world, event), ...moderateEvents(world, event)];
    case 'warning-acknowledged':
      return [warningEvent(world, event)];
    case 'suspicion-changed':
      return [suspicionEvent(world, event)];
    case 'suspicious-line':
      return [suspiciousLineEvent(world, event)];
    case 'goal':
      return [goalEvent(world, event)];
    case 'charity':
      return [charityEvent(world, event)];
    case 'charity-donated':
      return [donationEvent(world, event)];
    case 'power-up':
      return powerUpEvents(world, event);
    case 'automatic-reward':
      return [automaticRewardEvent(world, event)];
    case 'reward-added':
    case 'reward-updated':
    case 'reward-removed':
      return [rewardEvent(world, event)];
    case 'redemption-updated':
      return [redemptionEvent(world, 'update', event.channelId, event.redemption)];
    case 'poll':
      return [pollEvent(world, event)];
    case 'prediction':
      return [predictionEvent(world, event)];
    default:
      return event satisfies never;
  }
}
