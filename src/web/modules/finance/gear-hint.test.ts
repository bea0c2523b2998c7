import { expect, it } from 'vitest';
import type { Currency } from '../../../kernel/money.ts';
import { gearHintOf } from './gear-hint.ts';

const hint = (minor: bigint, { category = 'gear', currency = 'EUR' as Currency, day = '2026-11-20' } = {}) =>
  gearHintOf({ category, currency, amount: { minor, currency }, day });

it('says what a price of gear means, at the very cents where it changes', () => {
  expect([80_000n, 80_001n, 95_200n, 95_201n].map((minor) => hint(minor))).toEqual([
    undefined,
    'needsVat',
    'needsVat',
    'lasts',
  ]);
});

it('says nothing of anything else', () => {
  expect(hint(200_000n, { category: 'games' })).toBeUndefined();
  expect(hint(200_000n, { currency: 'USD' })).toBeUndefined();
  expect(hint(200_000n, { day: '2017-12-31' })).toBeUndefined();
  expect(gearHintOf({ category: 'gear', currency: 'EUR', amount: undefined, day: '2026-11-20' })).toBeUndefined();
});
