import { fail, ok, type Result } from '../kernel/result.ts';
import type { EventSubRefusal, NewSubscription } from './eventsub-door.ts';
import { EVENTSUB_TYPES, type EventSubType } from './eventsub-types.ts';
import { channelOf, findUser, type World } from './world.ts';
import { activeBan, canModerate } from './world-roles.ts';

/** Whether this token may have this subscription, before any limit is looked at. @returns its cost. */
export function judgeSubscription(world: World, input: NewSubscription): Result<number, EventSubRefusal> {
  const type = Object.hasOwn(EVENTSUB_TYPES, input.type) ? EVENTSUB_TYPES[input.type] : undefined;
  if (!type || type.version !== input.version) {
    return refuse(400, 'The combination of values in the type and version fields is not valid');
  }
  const wrong = wrongCondition(world, type, input.condition);
  if (wrong !== undefined) return refuse(400, wrong);
  const unauthorized = refuse(403, 'subscription missing proper authorization');
  if (!type.scopes.every((group) => group.some((scope) => input.token.scopes.includes(scope)))) return unauthorized;
  const broadcasterId = input.condition['broadcaster_user_id'] ?? '';
  const { userId } = input.token;
  if (userId === null) return unauthorized;
  switch (type.condition) {
    case 'b':
    case 'b+r?':
      if (type.scopes.length > 0 && userId !== broadcasterId) return unauthorized;
      break;
    case 'b+m':
      if (input.condition['moderator_user_id'] !== userId) return unauthorized;
      if (!canModerate(channelOf(world, broadcasterId), userId)) return unauthorized;
      break;
    case 'b+u':
      if (input.condition['user_id'] !== userId) return unauthorized;
      if (activeBan(world, channelOf(world, broadcasterId), userId)) {
        return refuse(403, 'user is banned from this channel');
      }
      break;
    case 'user':
      if (type.scopes.length > 0 && input.condition['user_id'] !== userId) return unauthorized;
      break;
    case 'raid':
      break;
    default:
      type.condition satisfies never;
  }
  const isFree = type.scopes.length > 0 || Object.values(input.condition).some((id) => hasAuthorized(world, input, id));
  return ok(isFree ? 0 : 1);
}

function hasAuthorized(world: World, { token }: NewSubscription, userId: string): boolean {
  if (token.userId === userId) return true;
  return Object.values(world.state.tokens).some((one) => one.clientId === token.clientId && one.userId === userId);
}

function wrongCondition(
  world: World,
  type: EventSubType,
  condition: Readonly<Record<string, string>>,
): string | undefined {
  const keys = Object.keys(condition).filter((key) => condition[key] !== '');
  const isShaped = SHAPES[type.condition].some(
    (shape) => shape.every((key) => keys.includes(key)) && keys.every((key) => shape.includes(key)),
  );
  if (!isShaped) return 'The condition object is missing a field or has one too many';
  const isKnown = keys.every((key) => key === 'reward_id' || findUser(world, condition[key] ?? '') !== undefined);
  return isKnown ? undefined : 'The condition names a user that does not exist';
}

const SHAPES: Readonly<Record<EventSubType['condition'], readonly (readonly string[])[]>> = {
  b: [['broadcaster_user_id']],
  'b+m': [['broadcaster_user_id', 'moderator_user_id']],
  'b+u': [['broadcaster_user_id', 'user_id']],
  'b+r?': [['broadcaster_user_id'], ['broadcaster_user_id', 'reward_id']],
  raid: [['from_broadcaster_user_id'], ['to_broadcaster_user_id']],
  user: [['user_id']],
};

export function refuse(status: EventSubRefusal['status'], message: string): Result<never, EventSubRefusal> {
  return fail({ status, message });
}
