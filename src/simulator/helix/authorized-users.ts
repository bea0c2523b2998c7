import { grantedScopes } from '../oauth-tokens.ts';
import { dataReply, type Endpoint, repeated, required } from './endpoint.ts';
import { named } from './users.ts';

/** GET /authorization/users: what people have granted this app. */
export const getAuthorizedUsers: Endpoint = {
  method: 'GET',
  path: '/authorization/users',
  token: { kind: 'app' },
  handle(call) {
    required(call, 'user_id');
    const ids = repeated(call, 'user_id', 10).filter((id) => Object.hasOwn(call.world.state.users, id));
    const data = ids.map((id) => {
      const scopes = [...grantedScopes(call.world, call.token.clientId, id)];
      return { ...named(call, 'user', id), scopes, has_authorized: scopes.length > 0 };
    });
    return dataReply(data);
  },
};
