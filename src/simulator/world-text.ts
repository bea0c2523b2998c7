import type { World } from './world.ts';
import type { Emote } from './world-state.ts';

/** Where an emote stands in a text: code points, both ends included, as IRC counts. */
export interface EmoteRange {
  readonly emote: Emote;
  readonly start: number;
  readonly end: number;
}

const byName = new WeakMap<readonly Emote[], Map<string, Emote>>();

function emoteNames(world: World): Map<string, Emote> {
  let names = byName.get(world.state.emotes);
  if (!names) {
    names = new Map(world.state.emotes.map((emote) => [emote.name, emote]));
    byName.set(world.state.emotes, names);
  }
  return names;
}

/** Emotes are whole words, parted by spaces. */
export function emoteRanges(world: World, text: string): EmoteRange[] {
  const names = emoteNames(world);
  const ranges: EmoteRange[] = [];
  let position = 0;
  for (const word of text.split(' ')) {
    const length = Array.from(word).length;
    const emote = names.get(word);
    if (emote) ranges.push({ emote, start: position, end: position + length - 1 });
    position += length + 1;
  }
  return ranges;
}

const CHEER = /^(cheer)(\d{1,6})$/i;

/** Bits named by the cheermotes of a text (`cheer100`). */
export function bitsIn(text: string): number {
  return text.split(' ').reduce((sum, word) => sum + Number(CHEER.exec(word)?.[2] ?? 0), 0);
}

export interface TextFragment {
  readonly type: 'text' | 'emote' | 'cheermote' | 'mention';
  readonly text: string;
  readonly emote?: Emote;
  readonly bits?: number;
  /** Login of the mentioned person. */
  readonly mention?: string;
}

/** A text cut as EventSub sends it; all parts joined give the text again. */
export function fragmentsOf(world: World, text: string, logins: (name: string) => string | undefined): TextFragment[] {
  const names = emoteNames(world);
  const fragments: TextFragment[] = [];
  let plain = '';
  const words = text.split(' ');
  words.forEach((word, index) => {
    const special = specialFragment(word, names, logins);
    if (special) {
      if (plain !== '') fragments.push({ type: 'text', text: plain });
      plain = '';
      fragments.push(special);
    } else {
      plain += word;
    }
    if (index < words.length - 1) plain += ' ';
  });
  if (plain !== '') fragments.push({ type: 'text', text: plain });
  return fragments;
}

function specialFragment(
  word: string,
  names: ReadonlyMap<string, Emote>,
  logins: (name: string) => string | undefined,
): TextFragment | undefined {
  const emote = names.get(word);
  if (emote) return { type: 'emote', text: word, emote };
  const cheer = CHEER.exec(word);
  if (cheer) return { type: 'cheermote', text: word, bits: Number(cheer[2]) };
  const login = word.startsWith('@') ? logins(word.slice(1)) : undefined;
  return login === undefined ? undefined : { type: 'mention', text: word, mention: login };
}
