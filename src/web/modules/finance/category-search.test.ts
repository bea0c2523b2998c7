import { describe, expect, it } from 'vitest';
import { EXPENSE_CATEGORIES, HAND_CATEGORIES, INCOME_CATEGORIES } from '../../../contract/finance.ts';
import { finance as de } from '../../../i18n/de/finance.ts';
import { findCategories, isIncome, recentCategories } from './category-search.ts';

const find = (text: string) =>
  findCategories(text, ['tips'], (category) => ({ name: de.categories[category], hints: de.categoryHints[category] }));

describe('findCategories', () => {
  it('shows all of them without a search, those used last first', () => {
    const groups = find('');
    expect(groups.map(({ name }) => name)).toEqual(['recent', 'income', 'expense']);
    expect(groups[0]?.categories).toEqual(['tips']);
    expect(groups.flatMap(({ categories }) => categories)).toHaveLength(HAND_CATEGORIES.length + 1);
  });

  it('finds by other words, names before hints', () => {
    expect(find('mikro')).toEqual([{ name: 'expense', categories: ['gear'] }]);
    expect(find('SPENDE')).toEqual([{ name: 'income', categories: ['tips'] }]);
    expect(find('merch').at(-1)?.categories[0]).toBe('merch-goods');
    expect(find('qqqq')).toEqual([]);
  });
});

describe('recentCategories', () => {
  it('names each once, newest first, and none of the house’s own', () => {
    const entry = (category: 'tips' | 'gear' | 'stream-revenue', createdAt: string) => ({ category, createdAt });
    expect(
      recentCategories([
        entry('tips', '2026-01-01'),
        entry('gear', '2026-03-01'),
        entry('tips', '2026-02-01'),
        entry('stream-revenue', '2026-09-09'),
      ]),
    ).toEqual(['gear', 'tips']);
  });
});

describe('isIncome', () => {
  it('knows which way the money goes', () => {
    expect(INCOME_CATEGORIES.every(isIncome)).toBe(true);
    expect(EXPENSE_CATEGORIES.some(isIncome)).toBe(false);
  });
});
