import { accountOf, findUser, readAccount } from '../world.ts';
import { choice, dataReply, type Endpoint, HelixRefusal, NO_CONTENT, ownUserId, required } from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageOf } from './paging.ts';

const MANAGE: Endpoint['token'] = { kind: 'user', scopes: ['user:manage:blocked_users'] };

/** GET /users/blocks: whom the broadcaster blocked, newest first. */
export const getBlocks: Endpoint = {
  method: 'GET',
  path: '/users/blocks',
  token: { kind: 'user', scopes: ['user:read:blocked_users'] },
  handle(call) {
    const { blocked } = readAccount(call.world, ownUserId(call, 'broadcaster_id'));
    const { items, pagination } = pageOf(call, blocked, { keyOf: (id) => id, max: 100 });
    const data = items.map((id) => {
      const user = findUser(call.world, id);
      return { user_id: id, user_login: user?.login ?? '', display_name: user?.displayName ?? '' };
    });
    return dataReply(data, { pagination });
  },
};

/** PUT /users/blocks. */
export const putBlock: Endpoint = {
  method: 'PUT',
  path: '/users/blocks',
  token: MANAGE,
  handle(call) {
    const targetId = required(call, 'target_user_id');
    choice(call, 'source_context', ['chat', 'whisper'], 'chat');
    choice(call, 'reason', ['harassment', 'spam', 'other'], 'other');
    const ownId = call.token.userId ?? '';
    if (targetId === ownId) throw new HelixRefusal(400, MESSAGES.blockSelf);
    if (!findUser(call.world, targetId)) throw new HelixRefusal(400, MESSAGES.unknownUser('target_user_id'));
    const account = accountOf(call.world, ownId);
    if (!account.blocked.includes(targetId)) account.blocked.unshift(targetId);
    call.world.touch();
    return NO_CONTENT;
  },
};

/** DELETE /users/blocks */
export const deleteBlock: Endpoint = {
  method: 'DELETE',
  path: '/users/blocks',
  token: MANAGE,
  handle(call) {
    const targetId = required(call, 'target_user_id');
    const account = accountOf(call.world, call.token.userId ?? '');
    account.blocked = account.blocked.filter((id) => id !== targetId);
    call.world.touch();
    return NO_CONTENT;
  },
};
