import type { RevenueSource } from '../../../contract/finance.ts';

/** Fixed meaning of the chart colours everywhere (design language, section 4). */
export const SOURCE_COLOR: Readonly<Record<RevenueSource, string>> = {
  sub: 'var(--lx-chart1)',
  prime: 'var(--lx-chart6)',
  gift: 'var(--lx-chart2)',
  bits: 'var(--lx-chart7)',
};

/** Largest first in lists is the rule; bars stack in this order. */
export const SOURCE_ORDER: readonly RevenueSource[] = ['sub', 'gift', 'prime', 'bits'];
