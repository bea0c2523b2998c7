import type { TestTwitch } from '../../src/testing/test-twitch.ts';

/** Something that goes wrong at Twitch or on the way, and how it ends. */
interface Trouble {
  readonly name: string;
  readonly lastsMs: number;
  begin(twitch: TestTwitch): Promise<unknown>;
  end?(twitch: TestTwitch): Promise<unknown>;
}

const STREAMER = { login: 'derflaavius' };

/** One after the other, again and again: each meets the story at another place. */
export const TROUBLES: readonly Trouble[] = [
  { name: 'the line is reset', lastsMs: 0, begin: ({ control }) => control('net', { line: 'all', mode: 'drop' }) },
  { name: 'Twitch moves the chat', lastsMs: 0, begin: ({ control }) => control('irc/reconnect') },
  { name: 'Twitch moves the events', lastsMs: 200, begin: ({ control }) => control('eventsub/reconnect') },
  { name: 'the token ends', lastsMs: 0, begin: ({ control }) => control('tokens/expire', STREAMER) },
  {
    name: 'the chat falls silent',
    lastsMs: 3_000,
    begin: ({ control }) => control('net', { line: 'irc', mode: 'silent' }),
    end: ({ control }) => control('net', { line: 'irc', mode: 'ok' }),
  },
  {
    name: 'Helix fails',
    lastsMs: 3_000,
    begin: ({ control }) => control('faults/fail', { path: '/mock/*', status: 503, seconds: 3 }),
  },
  { name: 'the events are cut', lastsMs: 0, begin: ({ control }) => control('eventsub/drop') },
  { name: 'an event comes twice', lastsMs: 0, begin: ({ control }) => control('eventsub/duplicate') },
  {
    name: 'nothing can be reached',
    lastsMs: 2_000,
    begin: ({ control }) => control('net', { line: 'all', mode: 'refuse' }),
    end: ({ control }) => control('net', { line: 'all', mode: 'ok' }),
  },
  {
    name: 'events come late, twice and in another order',
    lastsMs: 3_000,
    begin: ({ control }) => control('delivery', { line: 'eventsub', lateMs: 300, duplicate: 0.5, shuffle: true }),
    end: ({ control }) => control('delivery', { line: 'eventsub' }),
  },
  {
    name: 'the sign-in is down',
    lastsMs: 2_000,
    begin: async ({ control }) => {
      await control('net', { line: 'oauth', mode: 'refuse' });
      await control('tokens/expire', STREAMER);
    },
    end: ({ control }) => control('net', { line: 'oauth', mode: 'ok' }),
  },
  {
    name: 'too many requests',
    lastsMs: 2_000,
    begin: ({ control }) => control('faults/fail', { path: '/mock/*', status: 429, seconds: 2, resetInSeconds: 1 }),
  },
];
