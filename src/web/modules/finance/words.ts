import { CATEGORIES, type Category, type EntryView, PLACES, REVENUE_SOURCES } from '../../../contract/finance.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { useTexts } from '../../app/locale.tsx';

/** What an entry is about: its category, for the house's own the source. */
export function useCategoryName(): (entry: Pick<EntryView, 'category' | 'source'>) => string {
  const { t } = useTexts();
  return ({ category, source }) =>
    source === null
      ? t(`finance.categories.${category}`)
      : category === 'offline-revenue'
        ? t('finance.ledger.offline', { account: t(`finance.accounts.revenue-${source}`) })
        : t(`finance.accounts.revenue-${source}`);
}

/** What stands for an entry in lists: the house's own have words of ours where there is no title. */
export function useEntryText(): (entry: Pick<EntryView, 'category' | 'text' | 'day' | 'reverses'>) => string {
  const { t } = useTexts();
  return ({ category, text, day, reverses }) => {
    const words =
      category === 'offline-revenue'
        ? t('finance.categories.offline-revenue')
        : category === 'stream-revenue' && text === day
          ? t('finance.streams.untitled')
          : text;
    return reverses === null ? words : t('finance.entry.reversalOf', { text: words });
  };
}

/** The name of an account of the chart; one that this version does not know keeps its key. */
export function useAccountName(): (account: string) => string {
  const { t } = useTexts();
  return (account) => {
    if ((PLACES as readonly string[]).includes(account)) return t(`finance.places.${account}` as MessageKey);
    if ((CATEGORIES as readonly string[]).includes(account)) return t(`finance.categories.${account as Category}`);
    if (
      account === 'lasting-gear' ||
      account === 'receivable-twitch' ||
      REVENUE_SOURCES.some((source) => account === `revenue-${source}`)
    ) {
      return t(`finance.accounts.${account}` as MessageKey);
    }
    return account;
  };
}
