import { userOf } from '../world.ts';
import { decideHeldLine, judgeText } from '../world-automod.ts';
import { approveHeldLine } from '../world-chat.ts';
import { canModerate } from '../world-roles.ts';
import {
  dataReply,
  demandText,
  type Endpoint,
  granted,
  type HelixCall,
  HelixRefusal,
  NO_CONTENT,
  ownChannel,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { countCall } from './own-limits.ts';

/** POST /moderation/automod/message: a held line is let through or refused, once. */
export const postAutomodMessage: Endpoint = {
  method: 'POST',
  path: '/moderation/automod/message',
  token: {
    kind: 'user-or-granted',
    scopes: ['moderator:manage:automod'],
    grants: (call) => [{ userId: demandText(call, 'user_id'), scopes: ['moderator:manage:automod'] }],
  },
  handle(call) {
    const moderatorId = demandText(call, 'user_id');
    if (call.token.userId !== null && call.token.userId !== moderatorId) {
      throw new HelixRefusal(401, MESSAGES.tokenUserMismatch('user_id'));
    }
    const lineId = demandText(call, 'msg_id');
    const action = demandText(call, 'action');
    if (action !== 'ALLOW' && action !== 'DENY') throw new HelixRefusal(400, MESSAGES.parameterMalformed('action'));
    const channel = Object.values(call.world.state.channels).find((one) =>
      one.heldLines.some((line) => line.id === lineId),
    );
    if (!channel) throw new HelixRefusal(404, MESSAGES.heldGone);
    if (!canModerate(channel, moderatorId)) throw new HelixRefusal(403, MESSAGES.notYourModerator);
    const line = { channelId: channel.broadcasterId, lineId, moderatorId };
    if (action === 'ALLOW') approveHeldLine(call.world, line);
    else decideHeldLine(call.world, { ...line, outcome: 'denied' });
    return NO_CONTENT;
  },
};

const PER_MINUTE = { '': 5, affiliate: 10, partner: 30 } as const;
const PER_HOUR = { '': 50, affiliate: 100, partner: 300 } as const;

/** POST /moderation/enforcements/status: what AutoMod would say to these texts. */
export const postEnforcements: Endpoint = {
  method: 'POST',
  path: '/moderation/enforcements/status',
  token: granted(['moderation:read'], 'broadcaster_id'),
  handle(call) {
    const channel = ownChannel(call);
    const texts = readTexts(call);
    const { broadcasterType } = userOf(call.world, channel.broadcasterId);
    const about = `enforcements ${channel.broadcasterId}`;
    countCall(call, `${about} minute`, { count: PER_MINUTE[broadcasterType], windowMs: 60_000 });
    countCall(call, `${about} hour`, { count: PER_HOUR[broadcasterType], windowMs: 3_600_000 });
    const data = texts.map(({ id, text }) => ({
      msg_id: id,
      is_permitted: judgeText(channel, text).kind === 'passed',
    }));
    return dataReply(data);
  },
};

function readTexts(call: HelixCall): { id: string; text: string }[] {
  const { data } = call.body;
  if (!Array.isArray(data)) throw new HelixRefusal(400, MESSAGES.parameterMissing('data'));
  if (data.length < 1 || data.length > 100) throw new HelixRefusal(400, MESSAGES.tooManyIds('data', 100));
  return data.map((one: unknown) => {
    const isWhole =
      typeof one === 'object' &&
      one !== null &&
      'msg_id' in one &&
      'msg_text' in one &&
      typeof one.msg_id === 'string' &&
      typeof one.msg_text === 'string';
    if (!isWhole) throw new HelixRefusal(400, MESSAGES.parameterMalformed('data'));
    return { id: String(one.msg_id), text: String(one.msg_text) };
  });
}
