import { TIMEOUT_PRESETS } from './duration.ts';

/** What a key on a line means; `choose` opens the choice of a duration, answered by the next key. */
export type KeyMeaning =
  | { readonly act: 'delete' | 'ban' | 'card' | 'lift' | 'choose' | 'own-duration' | 'cancel' }
  | { readonly act: 'timeout'; readonly seconds: number };

const SINGLE = { d: 'delete', b: 'ban', v: 'card', Enter: 'card', t: 'choose', u: 'lift' } as const;

/**
 * Reads a key pressed on a line, or in the viewer card.
 * @param isChoosing `T` was pressed before: now `1`–`4` are durations, `5` is an own one, `T` and `Esc` leave it.
 * @returns `undefined` when the key is none of ours.
 */
export function readKey(key: string, isChoosing: boolean): KeyMeaning | undefined {
  if (isChoosing) {
    const preset = TIMEOUT_PRESETS.find((each) => each.key === key);
    if (preset) return { act: 'timeout', seconds: preset.seconds };
    if (key === '5') return { act: 'own-duration' };
    if (key === 't' || key === 'Escape') return { act: 'cancel' };
  }
  return Object.hasOwn(SINGLE, key) ? { act: SINGLE[key as keyof typeof SINGLE] } : undefined;
}
