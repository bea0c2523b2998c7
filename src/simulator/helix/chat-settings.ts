import { changeModes } from '../world-chat.ts';
import { canModerate } from '../world-roles.ts';
import type { Channel, ChatModes } from '../world-state.ts';
import {
  booleanField,
  dataReply,
  type Endpoint,
  granted,
  type HelixCall,
  HelixRefusal,
  knownChannel,
  moderation,
  required,
  wholeField,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';

const PATH = '/chat/settings';
const READ_SCOPES = ['moderator:read:chat_settings', 'moderator:manage:chat_settings'];
/** Three months. */
const MAX_FOLLOW_MINUTES = 129_600;

/** GET /chat/settings: anybody may read them; the delay only moderators. */
export const getChatSettings: Endpoint = {
  method: 'GET',
  path: PATH,
  token: { kind: 'any' },
  handle(call) {
    const channel = knownChannel(call, required(call, 'broadcaster_id'));
    const moderatorId = call.query.get('moderator_id') ?? '';
    if (moderatorId === '') return dataReply([settingsOf(channel)]);
    if (call.token.userId !== moderatorId) throw new HelixRefusal(401, MESSAGES.tokenUserMismatch('moderator_id'));
    if (!canModerate(channel, moderatorId)) throw new HelixRefusal(403, MESSAGES.notYourModerator);
    if (!READ_SCOPES.some((scope) => call.token.scopes.includes(scope))) {
      return dataReply([settingsOf(channel)]);
    }
    return dataReply([withDelay(channel, moderatorId)]);
  },
};

/** PATCH /chat/settings: a value needs its switch, true, in the same body. */
export const patchChatSettings: Endpoint = {
  method: 'PATCH',
  path: PATH,
  token: granted(['moderator:manage:chat_settings']),
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    const follow = switched(call, 'follower_mode', 'follower_mode_duration', [0, MAX_FOLLOW_MINUTES], 0);
    const slow = switched(call, 'slow_mode', 'slow_mode_wait_time', [3, 120], 30);
    const delay = switched(call, 'non_moderator_chat_delay', 'non_moderator_chat_delay_duration', [2, 6], undefined);
    if (delay !== undefined && delay !== null && delay % 2 !== 0) {
      throw new HelixRefusal(400, MESSAGES.parameterMalformed('non_moderator_chat_delay_duration'));
    }
    const emoteOnly = booleanField(call, 'emote_mode');
    const subscribersOnly = booleanField(call, 'subscriber_mode');
    const uniqueChat = booleanField(call, 'unique_chat_mode');
    const changes: Partial<ChatModes> = {
      ...(emoteOnly === undefined ? {} : { emoteOnly }),
      ...(follow === undefined ? {} : { followersOnlyMinutes: follow }),
      ...(slow === undefined ? {} : { slowSeconds: slow }),
      ...(subscribersOnly === undefined ? {} : { subscribersOnly }),
      ...(uniqueChat === undefined ? {} : { uniqueChat }),
    };
    if (Object.keys(changes).length === 0 && delay === undefined) {
      throw new HelixRefusal(400, MESSAGES.nothingToChange);
    }
    if (delay !== undefined) channel.chatDelaySeconds = delay;
    const before = JSON.stringify(channel.modes);
    if (JSON.stringify({ ...channel.modes, ...changes }) !== before) {
      changeModes(call.world, { channelId: channel.broadcasterId, moderatorId, changes });
    }
    return dataReply([withDelay(channel, moderatorId)]);
  },
};

/** null turns off, undefined leaves as it is. @param fallback what the switch alone means; undefined: it needs the value. */
function switched(
  call: HelixCall,
  toggle: string,
  field: string,
  range: readonly [number, number],
  fallback: number | undefined,
): number | null | undefined {
  const isOn = booleanField(call, toggle);
  const value = wholeField(call, field, range);
  if (value !== undefined && isOn !== true) throw new HelixRefusal(400, MESSAGES.valueWithoutSwitch(field, toggle));
  if (isOn === undefined) return undefined;
  if (!isOn) return null;
  const set = value ?? fallback;
  if (set === undefined) throw new HelixRefusal(400, MESSAGES.parameterMissing(field));
  return set;
}

function settingsOf({ broadcasterId, modes }: Channel): Record<string, unknown> {
  return {
    broadcaster_id: broadcasterId,
    emote_mode: modes.emoteOnly,
    follower_mode: modes.followersOnlyMinutes !== null,
    follower_mode_duration: modes.followersOnlyMinutes,
    slow_mode: modes.slowSeconds !== null,
    slow_mode_wait_time: modes.slowSeconds,
    subscriber_mode: modes.subscribersOnly,
    unique_chat_mode: modes.uniqueChat,
  };
}

function withDelay(channel: Channel, moderatorId: string): Record<string, unknown> {
  return {
    ...settingsOf(channel),
    moderator_id: moderatorId,
    non_moderator_chat_delay: channel.chatDelaySeconds !== null,
    non_moderator_chat_delay_duration: channel.chatDelaySeconds,
  };
}
