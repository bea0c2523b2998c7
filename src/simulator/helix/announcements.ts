import { notify } from '../world-chat.ts';
import {
  demandText,
  type Endpoint,
  grantedToBot,
  HelixRefusal,
  moderation,
  NO_CONTENT,
  textField,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { countCall } from './own-limits.ts';

const COLORS = { blue: 'BLUE', green: 'GREEN', orange: 'ORANGE', purple: 'PURPLE', primary: 'PRIMARY' } as const;
const MAX_LENGTH = 500;

/** POST /chat/announcements: longer ones are cut, not refused. */
export const postAnnouncement: Endpoint = {
  method: 'POST',
  path: '/chat/announcements',
  token: grantedToBot(['moderator:manage:announcements']),
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    const text = demandText(call, 'message');
    if (text.trim() === '') throw new HelixRefusal(400, MESSAGES.announcementEmpty);
    const word = textField(call, 'color') ?? 'primary';
    const color = Object.entries(COLORS).find(([name]) => name === word)?.[1];
    if (!color) throw new HelixRefusal(400, MESSAGES.parameterMalformed('color'));
    if (call.body['for_source_only'] !== undefined && call.token.userId !== null) {
      throw new HelixRefusal(400, MESSAGES.forSourceOnlyUserToken);
    }
    countCall(call, `announcements ${channel.broadcasterId}`, { count: 1, windowMs: 2_000 });
    notify(call.world, {
      channelId: channel.broadcasterId,
      userId: moderatorId,
      text: Array.from(text).slice(0, MAX_LENGTH).join(''),
      systemText: '',
      detail: { kind: 'announcement', color },
    });
    return NO_CONTENT;
  },
};
