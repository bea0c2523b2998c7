import { describe, expect, it } from 'vitest';
import { contrastOf } from '../../kernel/color.ts';
import { type Scheme, TOKENS, type TokenName, variableOf } from './tokens.ts';

const SCHEMES: readonly Scheme[] = ['dark', 'light'];
const GROUNDS = ['canvas', 'sidebar', 'surface', 'raised', 'overlay', 'hover', 'selected'] as const;

/** The table of the design language: per text the contrasts on each ground, dark then light. */
const TEXTS: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  text: [
    [17.6, 16.5],
    [17.1, 17.2],
    [16.3, 17.9],
    [15.0, 16.1],
    [14.0, 17.9],
    [14.7, 16.2],
    [14.1, 15.2],
  ],
  text2: [
    [10.2, 7.9],
    [9.9, 8.2],
    [9.4, 8.6],
    [8.7, 7.7],
    [8.1, 8.6],
    [8.5, 7.7],
    [8.2, 7.3],
  ],
  text3: [
    [6.3, 5.1],
    [6.2, 5.3],
    [5.9, 5.5],
    [5.4, 5.0],
    [5.0, 5.5],
    [5.3, 5.0],
    [5.1, 4.7],
  ],
  liveText: [
    [9.3, 5.5],
    [9.1, 5.7],
    [8.6, 6.0],
    [8.0, 5.4],
    [7.4, 6.0],
    [7.8, 5.4],
    [7.5, 5.1],
  ],
  actText: [
    [9.4, 8.8],
    [9.1, 9.2],
    [8.7, 9.6],
    [8.0, 8.6],
    [7.5, 9.6],
    [7.8, 8.6],
    [7.5, 8.1],
  ],
  okText: [
    [10.5, 6.8],
    [10.2, 7.1],
    [9.7, 7.4],
    [9.0, 6.7],
    [8.3, 7.4],
    [8.7, 6.7],
    [8.4, 6.3],
  ],
  warnText: [
    [11.4, 6.5],
    [11.1, 6.8],
    [10.6, 7.1],
    [9.7, 6.4],
    [9.1, 7.1],
    [9.5, 6.4],
    [9.2, 6.0],
  ],
  badText: [
    [8.9, 6.7],
    [8.7, 7.0],
    [8.2, 7.3],
    [7.6, 6.6],
    [7.1, 7.3],
    [7.4, 6.6],
    [7.1, 6.2],
  ],
  infoText: [
    [9.9, 7.1],
    [9.6, 7.4],
    [9.2, 7.7],
    [8.5, 7.0],
    [7.9, 7.7],
    [8.3, 7.0],
    [8.0, 6.6],
  ],
  violetText: [
    [8.9, 7.0],
    [8.6, 7.4],
    [8.2, 7.7],
    [7.6, 6.9],
    [7.0, 7.7],
    [7.4, 6.9],
    [7.1, 6.5],
  ],
};

/** Text on a fill or a soft badge: text, ground, dark, light. */
const FILLS: readonly (readonly [TokenName, TokenName, number, number])[] = [
  ['onLive', 'live', 7.3, 4.6],
  ['onAct', 'act', 5.44, 9.56],
  ['onAct', 'actHover', 4.58, 11.55],
  ['onBad', 'bad', 4.51, 5.81],
  ['liveText', 'liveSoft', 7.94, 5.3],
  ['actText', 'actSoft', 7.53, 8.12],
  ['okText', 'okSoft', 8.57, 6.52],
  ['warnText', 'warnSoft', 9.38, 6.28],
  ['badText', 'badSoft', 7.62, 6.29],
  ['infoText', 'infoSoft', 8.24, 6.66],
];

/** Edges and marks that need 3:1. */
const MARKS: readonly (readonly [TokenName, TokenName, number, number])[] = [
  ['control', 'surface', 3.66, 3.46],
  ['control', 'raised', 3.37, 3.11],
  ['control', 'canvas', 3.95, 3.18],
  ['focus', 'surface', 7.75, 6.73],
  ['live', 'surface', 6.94, 4.6],
  ['ok', 'surface', 5.66, 5.02],
  ['warn', 'surface', 7.4, 4.25],
  ['bad', 'surface', 4.01, 5.81],
  ['info', 'surface', 4.59, 6.3],
  ['chart1', 'surface', 5.9, 6.7],
  ['chart2', 'surface', 7.0, 3.9],
  ['chart3', 'surface', 3.8, 4.3],
  ['chart4', 'surface', 7.6, 6.7],
  ['chart5', 'surface', 11.9, 7.7],
  ['chart6', 'surface', 13.7, 3.2],
  ['chart7', 'surface', 3.6, 3.9],
  ['chart8', 'surface', 3.7, 12.5],
];

function contrast(scheme: Scheme, one: TokenName, other: TokenName): number {
  return contrastOf(TOKENS[scheme][one], TOKENS[scheme][other]);
}

describe('colour tokens', () => {
  for (const scheme of SCHEMES) {
    const column = scheme === 'dark' ? 0 : 1;
    for (const [name, row] of Object.entries(TEXTS)) {
      it(`keeps ${name} readable on every ground (${scheme})`, () => {
        for (const [index, ground] of GROUNDS.entries()) {
          const found = contrast(scheme, name as TokenName, ground);
          expect(found, `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
          expect(Math.abs(found - (row[index]?.[column] ?? 0)), `${name} on ${ground}`).toBeLessThan(0.06);
        }
      });
    }

    for (const [text, ground, ...expected] of FILLS) {
      it(`keeps ${text} readable on ${ground} (${scheme})`, () => {
        const found = contrast(scheme, text, ground);
        expect(found).toBeGreaterThanOrEqual(4.5);
        expect(Math.abs(found - (expected[column] ?? 0))).toBeLessThan(0.02);
      });
    }

    for (const [mark, ground, ...expected] of MARKS) {
      it(`keeps ${mark} visible on ${ground} (${scheme})`, () => {
        const found = contrast(scheme, mark, ground);
        expect(found).toBeGreaterThanOrEqual(3);
        expect(Math.abs(found - (expected[column] ?? 0))).toBeLessThan(0.06);
      });
    }

    it(`keeps all text readable on every soft ground (${scheme})`, () => {
      for (const soft of ['liveSoft', 'actSoft', 'okSoft', 'warnSoft', 'badSoft', 'infoSoft'] as const) {
        expect(contrast(scheme, 'text', soft)).toBeGreaterThanOrEqual(14.1);
        expect(contrast(scheme, 'text2', soft)).toBeGreaterThanOrEqual(7.3);
        expect(contrast(scheme, 'text3', soft)).toBeGreaterThanOrEqual(4.67);
      }
    });
  }

  it('names variables in kebab case', () => {
    expect(variableOf('actHover')).toBe('--lx-act-hover');
    expect(variableOf('text2')).toBe('--lx-text2');
    expect(variableOf('chart1')).toBe('--lx-chart1');
  });
});
