import { dataReply, type Endpoint, ownChannel, twitchTime } from './endpoint.ts';
import { named } from './users.ts';

/** GET /goals: those that run. */
export const getGoals: Endpoint = {
  method: 'GET',
  path: '/goals',
  token: { kind: 'user', scopes: ['channel:read:goals'] },
  handle(call) {
    const { broadcasterId, goals } = ownChannel(call);
    const data = goals.map((goal) => ({
      id: goal.id,
      ...named(call, 'broadcaster', broadcasterId),
      type: goal.type,
      description: goal.description,
      current_amount: goal.current,
      target_amount: goal.target,
      created_at: twitchTime(goal.createdAtMs),
    }));
    return dataReply(data);
  },
};
