import {
  flagAt,
  type Json,
  numberAt,
  objectAt,
  textAt,
  textOrNullAt,
  textsAt,
  timeOrNullAt,
  userAt,
} from './eventsub-fields.ts';
import type { EventUser, Moderate, ModerateDetail } from './eventsub-message.ts';

const SHARED = 'shared_chat_';

/** `channel.moderate` v2: who did what, also outside of us. `null` without a moderator. */
export function readModerate(event: Json, broadcaster: EventUser): Moderate | null {
  const moderator = userAt(event, 'moderator_user');
  if (moderator === null) return null;
  const actionName = textAt(event, 'action');
  const isShared = actionName.startsWith(SHARED);
  const action = isShared ? actionName.slice(SHARED.length) : actionName;
  return {
    type: 'channel.moderate',
    broadcaster,
    moderator,
    actionName,
    isShared,
    source: userAt(event, 'source_broadcaster_user'),
    detail: readDetail(action, objectAt(event, actionName), event) ?? { action: 'unknown' },
  };
}

/** @param detail the object named like the action. */
function readDetail(action: string, detail: Json, event: Json): ModerateDetail | null {
  const user = userAt(detail, 'user');
  switch (action) {
    case 'ban':
    case 'timeout':
    case 'warn':
      return (
        user && {
          action,
          user,
          reason: textOrNullAt(detail, 'reason'),
          expiresAtMs: timeOrNullAt(detail, 'expires_at'),
          rules: textsAt(detail, 'chat_rules_cited'),
        }
      );
    case 'unban':
    case 'untimeout':
    case 'vip':
    case 'unvip':
    case 'mod':
    case 'unmod':
    case 'unraid':
      return user && { action, user };
    case 'delete':
      return user && { action, user, messageId: textAt(detail, 'message_id'), text: textAt(detail, 'message_body') };
    case 'raid':
      return user && { action, user, viewers: numberAt(detail, 'viewer_count') };
    case 'followers':
      return { action, minutes: numberAt(detail, 'follow_duration_minutes') };
    case 'slow':
      return { action, seconds: numberAt(detail, 'wait_time_seconds') };
    case 'clear':
    case 'emoteonly':
    case 'emoteonlyoff':
    case 'followersoff':
    case 'uniquechat':
    case 'uniquechatoff':
    case 'slowoff':
    case 'subscribers':
    case 'subscribersoff':
      return { action };
    case 'add_blocked_term':
    case 'remove_blocked_term':
    case 'add_permitted_term':
    case 'remove_permitted_term': {
      const terms = objectAt(event, 'automod_terms');
      return { action, terms: textsAt(terms, 'terms'), isFromAutomod: flagAt(terms, 'from_automod') };
    }
    case 'approve_unban_request':
    case 'deny_unban_request': {
      const request = objectAt(event, 'unban_request');
      const asker = userAt(request, 'user');
      return asker && { action, user: asker, text: textAt(request, 'moderator_message') };
    }
    default:
      return null;
  }
}
