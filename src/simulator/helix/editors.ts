import { dataReply, type Endpoint, ownChannel, twitchTime } from './endpoint.ts';
import { named } from './users.ts';

/** GET /channels/editors: all at once, without their logins. */
export const getEditors: Endpoint = {
  method: 'GET',
  path: '/channels/editors',
  token: { kind: 'user', scopes: ['channel:read:editors'] },
  handle(call) {
    const { editors } = ownChannel(call);
    const data = Object.entries(editors).map(([id, sinceMs]) => {
      const { user_id, user_name } = named(call, 'user', id);
      return { user_id, user_name, created_at: twitchTime(sinceMs) };
    });
    return dataReply(data);
  },
};
