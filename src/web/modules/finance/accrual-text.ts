import type { AccrualView } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';

/** What an event was, in words: `5 geschenkte Abos, Stufe 1`. */
export function useAccrualText(): (accrual: Pick<AccrualView, 'source' | 'tier' | 'quantity'>) => string {
  const { t, number } = useTexts();
  return ({ source, tier, quantity }) => {
    const words = tier === '1000' || tier === '2000' || tier === '3000' ? t(`finance.rows.tier.${tier}`) : (tier ?? '');
    const counted = { count: quantity, quantity: number(quantity), tier: words };
    if (source === 'bits') return t('finance.rows.whatBits', counted);
    if (source === 'gift') return t('finance.rows.whatGift', counted);
    return source === 'prime' ? t('finance.rows.whatPrime') : t('finance.rows.whatSub', counted);
  };
}
