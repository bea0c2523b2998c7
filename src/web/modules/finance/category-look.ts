import type { Category, EntryView } from '../../../contract/finance.ts';
import { SOURCE_COLOR } from './source-look.ts';

const CHART: Partial<Record<Category, number>> = {
  'twitch-payout': 1,
  'stream-revenue': 1,
  'offline-revenue': 1,
  tips: 4,
  sponsor: 5,
  merch: 8,
  'merch-goods': 8,
  gear: 5,
  games: 2,
  'software-hosting': 6,
  'emotes-graphics': 7,
  'music-licences': 8,
  'editor-moderators': 3,
  'internet-phone': 3,
  'giveaways-advertising': 2,
  travel: 6,
  'other-platform': 7,
  'affiliate-links': 3,
};

/** The small square before a category's name; grey for what has no colour of its own. */
export function categoryColor(category: Category): string {
  const chart = CHART[category];
  return chart === undefined ? 'var(--lx-control)' : `var(--lx-chart${chart})`;
}

/** The square before an entry: of its source where it has one, grey for what takes another back. */
export function entryColor({
  category,
  source,
  reverses,
}: Pick<EntryView, 'category' | 'source' | 'reverses'>): string {
  if (reverses !== null) return 'var(--lx-control)';
  return source === null ? categoryColor(category) : SOURCE_COLOR[source];
}
