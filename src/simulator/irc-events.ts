import type { IrcLine } from './irc-format.ts';
import { clearchat, clearmsg, modeChanges, privmsg } from './irc-lines.ts';
import { usernotice } from './irc-usernotice.ts';
import type { World } from './world.ts';
import type { WorldEvent } from './world-events.ts';

export interface ChannelLine {
  readonly channelId: string;
  readonly line: IrcLine;
}

/** What everybody in a channel's chat reads of an event; of most, nothing. */
export function chatLinesOf(world: World, event: WorldEvent): ChannelLine[] {
  switch (event.kind) {
    case 'message':
      return [{ channelId: event.message.channelId, line: privmsg(world, event.message, event.nonce) }];
    case 'message-deleted':
      return [{ channelId: event.message.channelId, line: clearmsg(world, event.message) }];
    case 'chat-cleared':
      return [{ channelId: event.channelId, line: clearchat(world, event.channelId) }];
    case 'user-banned':
      return [{ channelId: event.channelId, line: clearchat(world, event.channelId, event.ban) }];
    case 'modes-changed':
      return modeChanges(world, event.channelId, event.before, event.after).map((line) => ({
        channelId: event.channelId,
        line,
      }));
    case 'notice':
      return [{ channelId: event.notice.channelId, line: usernotice(world, event.notice) }];
    case 'shared-moderation':
      return event.message ? [{ channelId: event.channelId, line: clearmsg(world, event.message) }] : [];
    default:
      return [];
  }
}
