import { hashText, type Random } from '../random.ts';
import { WORDS } from '../story/phrases.ts';

/** How one person writes, always the same way. */
export interface Voice {
  /** Fills the places of a sentence and says it the own way. */
  say(sentence: string, random: Random, names?: Readonly<Record<string, string>>): string;
}

/** Not of an emote, which has more capitals than the first. */
const SENTENCE_START = /^\p{Lu}(?=\p{Ll}*(?:[^\p{L}]|$))/u;
const PLACE = /\{([^{}]+)\}/g;

/** Fills `{essen}` from its list, `{a|b}` from what stands there, and names that are given. */
export function fillPlaces(sentence: string, random: Random, names: Readonly<Record<string, string>> = {}): string {
  let text = sentence;
  // A choice may itself hold a place.
  for (let round = 0; round < 3 && text.includes('{'); round += 1) {
    text = text.replace(PLACE, (_, place: string) => {
      if (place.includes('|')) return random.pick(place.split('|'));
      return names[place] ?? (WORDS[place] ? random.pick(WORDS[place]) : place);
    });
  }
  return MERGED.reduce((joined, [apart, together]) => joined.replaceAll(apart, together), text);
}

/** What runs together before a place that begins with an article. */
const MERGED = [
  [' von dem ', ' vom '],
  [' bei dem ', ' beim '],
  [' zu dem ', ' zum '],
  [' zu der ', ' zur '],
] as const;

const DIALECTS: readonly (readonly (readonly [RegExp, string])[])[] = [
  [],
  [],
  [
    [/\bnicht\b/g, 'nich'],
    [/\bist\b/g, 'is'],
    [/\bein\b/g, 'n'],
  ],
  [
    [/\bnicht\b/g, 'ned'],
    [/\bich\b/g, 'i'],
    [/\bauch\b/g, 'a'],
  ],
  [
    [/\bnicht\b/g, 'net'],
    [/\bhabe?\b/g, 'hab'],
  ],
  [
    [/\bdas\b/g, 'dat'],
    [/\bwas\b/g, 'wat'],
  ],
];
const LAUGHS = ['haha', 'xD', 'LUL', '😂', 'lol', 'hihi', 'flaavLach', 'hehe'] as const;
const ENDS = ['', '', '', '!', '!!', '...', ' :)', ' :D', ' 😄', ' ✌️'] as const;
const EMOTES = ['Kappa', 'LUL', '<3', 'SeemsGood', 'VoHiYo', 'PogChamp', 'TehePelo', ':)', 'CoolStoryBob'] as const;
const SUB_EMOTES = ['flaavHerz', 'flaavLach', 'flaavKaffee', 'flaavBlitz', 'flaavMoin', 'flaavBrezel'] as const;
const STARTS = ['also ', 'naja, ', 'Leute, ', 'ey ', 'öhm, ', 'ok, ', 'mal ehrlich: ', 'so '] as const;

export function voiceOf(userId: string, hasSubEmotes: () => boolean): Voice {
  const hash = hashText(`voice ${userId}`);
  const pick = <T>(list: readonly T[], shift: number): T => list[(hash >>> shift) % list.length] as T;
  const isLowerCase = hash % 5 < 3;
  const dialect = pick(DIALECTS, 3);
  const laugh = pick(LAUGHS, 6);
  const end = pick(ENDS, 9);
  const emote = pick(EMOTES, 12);
  const subEmote = pick(SUB_EMOTES, 15);
  const start = pick(STARTS, 18);
  const emoteRate = ((hash >>> 21) % 30) / 100;

  return {
    say(sentence, random, names) {
      let text = fillPlaces(sentence, random, names);
      for (const [pattern, replacement] of dialect) text = text.replace(pattern, replacement);
      if (isLowerCase && !text.startsWith('Kappa'))
        text = text.replace(SENTENCE_START, (letter) => letter.toLowerCase());
      const dice = random.next();
      if (dice < 0.06 && text.length < 90 && !text.startsWith('@')) text = `${start}${text}`;
      if (dice > 0.4 && dice < 0.4 + emoteRate) return `${text} ${hasSubEmotes() ? subEmote : emote}`;
      if (dice > 0.92) return random.chance(0.5) ? `${laugh} ${text}` : `${text} ${laugh}`;
      if (dice > 0.75 && !/[\p{P}\p{S}]$/u.test(text)) return `${text}${end}`;
      return text;
    },
  };
}
