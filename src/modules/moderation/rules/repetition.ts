import { z } from 'zod';
import type { Rule } from './rule.ts';

const config = z.object({
  /** So many times the same text of one person is too often. */
  times: z.int().min(2).max(50).default(3),
  /** Within so many seconds. */
  withinSeconds: z.int().min(5).max(3600).default(60),
  /** Shorter texts are said by everybody all the time. */
  fromLength: z.int().min(1).max(500).default(4),
});

interface Said {
  text: string;
  times: number;
  sinceMs: number;
  /** Twitch may send a line twice: that is no repetition. */
  messageId: string | null;
}

const REMEMBERED_PEOPLE = 5000;

/** One person says the same again and again. */
export const repetition: Rule<z.output<typeof config>, { times: number }, Map<string, Said>> = {
  name: 'repetition',
  config,
  remember: () => new Map(),
  judge(line, { times, withinSeconds, fromLength }, memory) {
    if (line.author === null || line.text.length < fromLength) return undefined;
    const who = line.author.twitchId ?? line.author.login;
    const text = line.text.trim().toLowerCase();
    const said = memory.get(who);
    if (said && said.messageId !== null && said.messageId === line.messageId) return undefined;
    const isSame = said?.text === text && line.sentAtMs - said.sinceMs <= withinSeconds * 1000;
    const now: Said = isSame
      ? { ...said, times: said.times + 1, messageId: line.messageId }
      : { text, times: 1, sinceMs: line.sentAtMs, messageId: line.messageId };
    memory.delete(who);
    memory.set(who, now);
    if (memory.size > REMEMBERED_PEOPLE)
      for (const oldest of memory.keys()) {
        memory.delete(oldest);
        break;
      }
    return now.times >= times ? { times: now.times } : undefined;
  },
  explain: ({ times }) => ({ times }),
};
