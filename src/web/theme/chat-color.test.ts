import { describe, expect, it } from 'vitest';
import type { Hex } from '../../kernel/color.ts';
import { chatColor, lowestContrast } from './chat-color.ts';
import type { Scheme } from './tokens.ts';

const CASES: readonly (readonly [Scheme, Hex, Hex, number])[] = [
  ['dark', '#0000FF', '#5687F3', 4.6],
  ['dark', '#8A2BE2', '#A373E6', 4.6],
  ['dark', '#008000', '#3B9E36', 4.58],
  ['dark', '#B22222', '#E75F56', 4.61],
  ['dark', '#000000', '#8C8C8C', 4.67],
  ['dark', '#9ACD32', '#9CCC44', 8.32],
  ['light', '#9ACD32', '#537400', 4.62],
  ['light', '#FFFF00', '#6D6D03', 4.65],
  ['light', '#FF69B4', '#B63B7B', 4.58],
  ['light', '#FF4500', '#BD3D1A', 4.64],
  ['light', '#FFFFFF', '#696969', 4.67],
];

describe('chatColor', () => {
  for (const [scheme, chosen, expected, contrast] of CASES) {
    it(`makes ${chosen} readable in ${scheme}`, () => {
      const found = chatColor(chosen, '1', scheme);
      expect(found).toBe(expected);
      expect(Math.abs(lowestContrast(found, scheme) - contrast)).toBeLessThan(0.02);
    });
  }

  it('gives people without a colour one by their id, readable and always the same', () => {
    const found = new Set<string>();
    for (let id = 0; id < 200; id++) {
      for (const scheme of ['dark', 'light'] as const) {
        const color = chatColor(null, String(id), scheme);
        expect(color).toBe(chatColor(null, String(id), scheme));
        expect(lowestContrast(color, scheme)).toBeGreaterThanOrEqual(4.5);
        found.add(`${scheme} ${color}`);
      }
    }
    expect(found.size).toBe(24);
  });

  it('treats an unreadable colour as none', () => {
    expect(chatColor('red', '7', 'dark')).toBe(chatColor(null, '7', 'dark'));
  });
});
