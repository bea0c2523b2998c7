import { clearChat, deleteMessage, findMessage } from '../world-chat.ts';
import { type Endpoint, HelixRefusal, moderation, NO_CONTENT, required } from './endpoint.ts';
import { MESSAGES } from './messages.ts';

/** DELETE /moderation/chat: one line, or the whole chat when `message_id` is missing or empty. */
export const deleteChat: Endpoint = {
  method: 'DELETE',
  path: '/moderation/chat',
  token: {
    kind: 'user-or-granted',
    scopes: ['moderator:manage:chat_messages'],
    grants: (call) => [{ userId: required(call, 'moderator_id'), scopes: ['moderator:manage:chat_messages'] }],
  },
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    const channelId = channel.broadcasterId;
    const messageId = call.query.get('message_id') ?? '';
    if (messageId === '') {
      clearChat(call.world, channelId, moderatorId);
      return NO_CONTENT;
    }
    const message = findMessage(call.world, channelId, messageId);
    const deleted = deleteMessage(call.world, { channelId, messageId, moderatorId });
    if (deleted.ok) return NO_CONTENT;
    if (deleted.error === 'unknown') throw new HelixRefusal(404, MESSAGES.messageNotFound);
    throw new HelixRefusal(400, message?.userId === channelId ? MESSAGES.deleteBroadcaster : MESSAGES.deleteModerator);
  },
};
