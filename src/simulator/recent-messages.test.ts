import { describe, expect, it } from 'vitest';
import { createIrcServer } from './irc.ts';
import { createJournal } from './journal.ts';
import { quietWorld } from './quiet-world.ts';
import { recentMessagesReply, setRecentMessagesDown } from './recent-messages.ts';
import { deleteMessage, sendLine } from './world-chat.ts';

interface Remembered {
  readonly messages?: readonly string[];
  readonly error: string | null;
  readonly error_code: string | null;
}

function rig() {
  const quiet = quietWorld();
  const { world } = quiet;
  const journal = createJournal(world);
  const irc = createIrcServer(world, journal);
  const say = (text: string): string => {
    const sent = sendLine(world, { channelId: quiet.streamerId, userId: quiet.streamerId, text });
    return sent.ok ? sent.value.id : '';
  };
  const ask = (login: string, query: Record<string, string> = {}) => {
    const path = `/recent-messages/v2/recent-messages/${login}`;
    const reply = recentMessagesReply({ world, journal }, path, new URLSearchParams(query));
    return { status: reply?.status, ...(JSON.parse(String(reply?.body)) as Remembered) };
  };
  return { ...quiet, irc, say, ask };
}

describe('recent messages', () => {
  it('are the raw lines nobody needs to have heard, marked as old, with the moment they came', () => {
    const { irc, world, say, ask, wait } = rig();
    const atMs = world.nowMs();
    say('erste');
    wait(5);
    say('zweite');
    const { status, messages, error } = ask('derflaavius');
    expect({ status, error }).toEqual({ status: 200, error: null });
    expect(messages).toEqual([
      expect.stringMatching(new RegExp(`^@historical=1;rm-received-ts=${atMs};.* PRIVMSG #derflaavius :erste$`)),
      expect.stringMatching(new RegExp(`^@historical=1;rm-received-ts=${atMs + 5000};.* :zweite$`)),
    ]);
    irc.stop();
  });

  it('can be cut to a time and a number', () => {
    const { irc, world, say, ask, wait } = rig();
    for (const text of ['a', 'b', 'c', 'd']) {
      say(text);
      wait(10);
    }
    const texts = (query: Record<string, string>) =>
      ask('derflaavius', query)
        .messages?.map((line) => line.at(-1))
        .join('');
    const startMs = world.nowMs() - 40_000;
    expect(texts({ limit: '2' })).toBe('cd');
    expect(texts({ after: String(startMs), before: String(startMs + 25_000) })).toBe('bc');
    irc.stop();
  });

  it('say which line was deleted since', () => {
    const { irc, world, streamerId, say, ask } = rig();
    const messageId = say('weg');
    say('bleibt');
    deleteMessage(world, { channelId: streamerId, messageId, moderatorId: streamerId });
    const [first, second] = ask('derflaavius').messages ?? [];
    expect([first?.includes('rm-deleted=1'), second?.includes('rm-deleted=1')]).toEqual([true, false]);
    irc.stop();
  });

  it('have their own errors', () => {
    const { irc, world, ask } = rig();
    expect(ask('No One')).toMatchObject({ status: 400, error_code: 'invalid_channel_login' });
    expect(ask('nobody_here')).toMatchObject({ status: 200, messages: [], error_code: 'channel_not_joined' });
    setRecentMessagesDown(world, true);
    expect(ask('derflaavius')).toMatchObject({ status: 500, error_code: 'internal_server_error' });
    setRecentMessagesDown(world, false);
    expect(ask('derflaavius')).toMatchObject({ status: 200, error_code: null });
    irc.stop();
  });
});
