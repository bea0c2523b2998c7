import { makeChatLines } from '../../bench/chat-lines.ts';
import { IRC_CAPABILITIES, type IrcLine, renderLine } from '../../src/simulator/irc-format.ts';
import {
  clearchat,
  clearmsg,
  globaluserstate,
  notice,
  privmsg,
  roomstate,
  userstate,
} from '../../src/simulator/irc-lines.ts';
import { usernotice } from '../../src/simulator/irc-usernotice.ts';
import { quietWorld } from '../../src/simulator/quiet-world.ts';
import { notify, sendLine } from '../../src/simulator/world-chat.ts';

/** What a chat server sends when nothing is wrong: a busy chat, and each form of the simulator's. */
export function realLines(): string[] {
  return [...makeChatLines(3_000), ...simulatedLines(), ...OTHER_LINES];
}

function simulatedLines(): string[] {
  const { world, streamerId, events, id } = quietWorld('fuzz');
  const userId = id('brezel_bube');
  const lines: IrcLine[] = [roomstate(world, streamerId), clearchat(world, streamerId), globaluserstate(world, userId)];
  lines.push(userstate(world, streamerId, userId));
  for (const text of ['Kappa hi Kappa', '/me winkt', '😀 Kappa', 'e\u0301 ; \\s = @a']) {
    const sent = sendLine(world, { channelId: streamerId, userId, text });
    if (sent.ok) lines.push(privmsg(world, sent.value, 'nonce'), clearmsg(world, sent.value));
  }
  notify(world, {
    channelId: streamerId,
    userId,
    text: 'love it',
    systemText: 'A B!',
    detail: { kind: 'announcement', color: 'PURPLE' },
  });
  for (const event of events) if (event.kind === 'notice') lines.push(usernotice(world, event.notice));
  lines.push(notice('derflaavius', 'slow_off', 'This room is no longer in slow mode.'));
  return lines.flatMap((line) => renderLine(line, new Set(IRC_CAPABILITIES)) ?? []);
}

const OTHER_LINES = [
  ':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands',
  ':tmi.twitch.tv 001 bot :Welcome, GLHF!',
  ':bot.tmi.twitch.tv 353 bot = #ann :bob zoe',
  ':bob!bob@bob.tmi.twitch.tv JOIN #ann',
  ':tmi.twitch.tv RECONNECT',
  '@badges=;color=;display-name=Dee;emotes=25:0-4;message-id=5;thread-id=1_2;user-id=7 :dee!dee@dee.tmi.twitch.tv WHISPER ann :Kappa psst',
  '@emote-sets=0;user-id=7;user-type= :tmi.twitch.tv USERSTATE #ann',
];
