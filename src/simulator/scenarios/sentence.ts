import type { EventSubServer } from '../eventsub.ts';
import type { IrcServer } from '../irc.ts';
import type { Net } from '../net.ts';
import type { Random } from '../random.ts';
import type { Casting } from '../story/casting.ts';
import type { World } from '../world.ts';

/** What a sentence is played on. */
export interface Stage {
  readonly world: World;
  readonly net: Net;
  readonly irc: Pick<IrcServer, 'askToReconnect'>;
  readonly eventSub: Pick<EventSubServer, 'askToReconnect'>;
  readonly random: Random;
  readonly casting: Casting;
  /** How many times faster than the clock: what a fault lasts is shortened by it. */
  readonly speed: number;
  /** Id of a person of the story; a newcomer is made when first needed. */
  idOf(login: string): string;
}

/** A sentence that was understood. */
export interface Sentence {
  /** How often it happens; once when left out. */
  readonly count?: number;
  /** Within which time, at even distances with some chance in them. */
  readonly overSeconds?: number;
  /** Logins that the file must have introduced. */
  readonly people?: readonly string[];
  /** @param index from 0, of the repetitions. */
  play(stage: Stage, index: number): void;
}

/** The words of a sentence that may differ, by the placeholder they stand for. */
export interface Words {
  text(placeholder: Placeholder): string;
  number(placeholder: Placeholder): number;
}

/**
 * `WHO` and `WHOM` are logins, `CROWD` the pattern of many, `N` and `M` numbers, `TEXT` the rest of the line,
 * the others one of a few words; verbs agree with their line in number.
 */
const PLACEHOLDERS = {
  WHO: '[a-z0-9_]{1,25}',
  WHOM: '[a-z0-9_]{1,25}',
  CROWD: '[a-z0-9_]{0,22}\\{n\\}[a-z0-9_]{0,22}',
  N: '\\d+(?:\\.\\d+)?',
  M: '\\d+(?:\\.\\d+)?',
  TEXT: '.*\\S.*',
  TIER: 'prime|tier [123]',
  MODE: 'emote-only|subs-only|unique chat|shield mode',
  LINE: 'chat|events|calls|sign-in|everything',
  CATEGORY: '[a-z_]+',
  REFUSE: 'refuses?',
  HANG: 'hangs?',
  FALL: 'falls?',
  BE: 'is|are',
} as const;
type Placeholder = keyof typeof PLACEHOLDERS;

/** One kind of sentence: its form with placeholders, and what it means. */
export interface Form {
  readonly form: string;
  understand(text: string): Sentence | undefined;
}

/** @param form as authors read it in the list of all: `WHO bans WHOM: TEXT`. */
export function sentence(form: string, read: (words: Words) => Sentence | Sentence['play']): Form {
  const source = form
    .replace(/[{}.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\b[A-Z]+\b/g, (word) =>
      word in PLACEHOLDERS ? `(?<${word}>${PLACEHOLDERS[word as Placeholder]})` : word,
    );
  const pattern = new RegExp(`^${source}$`);
  return {
    form,
    understand(text) {
      const match = pattern.exec(text);
      if (!match) return undefined;
      const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
      const words: Words = {
        text: (placeholder) => groups[placeholder] ?? '',
        number: (placeholder) => Number(groups[placeholder]),
      };
      const meant = read(words);
      const people = [groups['WHO'], groups['WHOM']].filter((login) => login !== undefined);
      return typeof meant === 'function' ? { people, play: meant } : { people, ...meant };
    },
  };
}
