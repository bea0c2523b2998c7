import {
  type EntryView,
  EXPENSE_CATEGORIES,
  HAND_CATEGORIES,
  type HandCategory,
  INCOME_CATEGORIES,
} from '../../../contract/finance.ts';

export function isIncome(category: HandCategory): boolean {
  return (INCOME_CATEGORIES as readonly string[]).includes(category);
}

const RECENT_MAX = 4;

/** The categories used last, newest first, each once. */
export function recentCategories(entries: readonly Pick<EntryView, 'category' | 'createdAt'>[]): HandCategory[] {
  const newestFirst = [...entries].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const used = new Set(newestFirst.map(({ category }) => category));
  return [...used]
    .filter((category): category is HandCategory => (HAND_CATEGORIES as readonly string[]).includes(category))
    .slice(0, RECENT_MAX);
}

export interface CategoryGroup {
  readonly name: 'recent' | 'income' | 'expense';
  readonly categories: readonly HandCategory[];
}

/** Groups of what the search finds in names and other words for them; names that begin with it come first. */
export function findCategories(
  search: string,
  recent: readonly HandCategory[],
  wordsOf: (category: HandCategory) => { name: string; hints: string },
): CategoryGroup[] {
  const wanted = search.trim().toLowerCase();
  const rank = (category: HandCategory): number => {
    const { name, hints } = wordsOf(category);
    if (name.toLowerCase().startsWith(wanted)) return 0;
    if (name.toLowerCase().includes(wanted)) return 1;
    return hints.toLowerCase().includes(wanted) ? 2 : 3;
  };
  const found = (categories: readonly HandCategory[]): HandCategory[] =>
    categories
      .map((category) => ({ category, rank: wanted === '' ? 0 : rank(category) }))
      .filter((each) => each.rank < 3)
      .sort((a, b) => a.rank - b.rank)
      .map(({ category }) => category);
  const groups: CategoryGroup[] = [
    ...(wanted === '' ? [{ name: 'recent' as const, categories: recent }] : []),
    { name: 'income', categories: found(INCOME_CATEGORIES) },
    { name: 'expense', categories: found(EXPENSE_CATEGORIES) },
  ];
  return groups.filter(({ categories }) => categories.length > 0);
}
