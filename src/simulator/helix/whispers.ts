import { findUser, readAccount, type World } from '../world.ts';
import { whisper } from '../world-whispers.ts';
import { demandText, type Endpoint, HelixRefusal, NO_CONTENT, ownUserId, refuseLonger, required } from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { countCall } from './own-limits.ts';

const DAY_MS = 24 * 3_600_000;

/** Who has whispered whom before: a longer text is only for them. */
const known = new WeakMap<World, Set<string>>();

/** POST /whispers: says 204 also when the other one never sees it. */
export const postWhisper: Endpoint = {
  method: 'POST',
  path: '/whispers',
  token: { kind: 'user', scopes: ['user:manage:whispers'] },
  handle(call) {
    const { world } = call;
    const fromId = ownUserId(call, 'from_user_id');
    const toId = required(call, 'to_user_id');
    const text = demandText(call, 'message');
    if (fromId === toId) throw new HelixRefusal(400, MESSAGES.whisperSelf);
    if (!findUser(world, toId)) throw new HelixRefusal(404, MESSAGES.unknownUser('to_user_id'));
    const sender = readAccount(world, fromId);
    if (sender.isSuspended) throw new HelixRefusal(403, MESSAGES.whisperSuspended);
    if (!sender.hasVerifiedPhone) throw new HelixRefusal(401, MESSAGES.whisperPhone);
    let pairs = known.get(world);
    if (!pairs) {
      pairs = new Set();
      known.set(world, pairs);
    }
    const isKnown = pairs.has(`${fromId} ${toId}`);
    refuseLonger('message', text, isKnown ? 10_000 : 500);
    if (!readAccount(world, toId).takesWhispers && !isKnown) throw new HelixRefusal(400, MESSAGES.whisperStrangers);
    countCall(call, `whispers a second ${fromId}`, { count: 3, windowMs: 1_000 });
    countCall(call, `whispers a minute ${fromId}`, { count: 100, windowMs: 60_000 });
    if (!isKnown) countCall(call, `whispers to strangers ${fromId}`, { count: 40, windowMs: DAY_MS });
    pairs.add(`${fromId} ${toId}`).add(`${toId} ${fromId}`);
    whisper(world, fromId, toId, text);
    return NO_CONTENT;
  },
};
