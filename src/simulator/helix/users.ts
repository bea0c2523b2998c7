import { findUser, findUserByLogin, readAccount, userOf } from '../world.ts';
import type { User } from '../world-state.ts';
import { updateProfile } from '../world-whispers.ts';
import { dataReply, type Endpoint, type HelixCall, HelixRefusal, repeated, twitchTime } from './endpoint.ts';
import { profileImageUrl } from './image-urls.ts';
import { MESSAGES } from './messages.ts';
import { countCall } from './own-limits.ts';

const MAX_USERS = 100;
const MAX_DESCRIPTION = 300;

/** GET /users: by id and login, or the token's own user. Unknown ones are simply missing. */
export const getUsers: Endpoint = {
  method: 'GET',
  path: '/users',
  token: { kind: 'any' },
  handle(call) {
    const ids = repeated(call, 'id', MAX_USERS);
    const logins = repeated(call, 'login', MAX_USERS - ids.length);
    if (ids.length + logins.length === 0) {
      if (call.token.userId === null) throw new HelixRefusal(400, MESSAGES.parameterMissing('id'));
      ids.push(call.token.userId);
    }
    const found = [
      ...ids.map((id) => findUser(call.world, id)),
      ...logins.map((login) => findUserByLogin(call.world, login)),
    ].filter((user) => user !== undefined && !readAccount(call.world, user.id).isSuspended);
    return dataReply([...new Set(found)].flatMap((user) => (user ? [toUser(call, user)] : [])));
  },
};

/** PUT /users: what the token's user says about themselves. */
export const putUser: Endpoint = {
  method: 'PUT',
  path: '/users',
  token: { kind: 'user', scopes: ['user:edit'] },
  handle(call) {
    const description = call.query.get('description');
    if (description !== null && Array.from(description).length > MAX_DESCRIPTION) {
      throw new HelixRefusal(400, MESSAGES.descriptionTooLong);
    }
    const userId = call.token.userId ?? '';
    countCall(call, `profile ${userId}`, { count: 10, windowMs: 60_000 });
    if (description !== null) updateProfile(call.world, userId, { description });
    return dataReply([toUser(call, userOf(call.world, userId))]);
  },
};

function toUser(call: HelixCall, user: User): Record<string, unknown> {
  const showsEmail = call.token.userId === user.id && call.token.scopes.includes('user:read:email');
  return {
    id: user.id,
    login: user.login,
    display_name: user.displayName,
    type: '',
    broadcaster_type: user.broadcasterType,
    description: user.description,
    profile_image_url: profileImageUrl(call.context.baseUrl, user.login),
    offline_image_url: '',
    view_count: 0,
    ...(showsEmail ? { email: user.email } : {}),
    created_at: twitchTime(user.createdAtMs),
  };
}

/** The three fields by which Twitch names a person, under a prefix: `user_id`, `user_login`, `user_name`. */
export function named(call: HelixCall, prefix: string, userId: string): Record<string, string> {
  const user = findUser(call.world, userId);
  return {
    [`${prefix}_id`]: userId,
    [`${prefix}_login`]: user?.login ?? '',
    [`${prefix}_name`]: user?.displayName ?? '',
  };
}
