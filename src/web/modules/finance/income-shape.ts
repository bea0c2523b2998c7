import type { ReplyOf } from '../../../contract/endpoint.ts';
import { type AmountView, type finance, REVENUE_SOURCES, type RevenueSource } from '../../../contract/finance.ts';
import { mainCurrency, sumAmounts } from './amounts.ts';
import { shiftDay } from './day-bounds.ts';

type Day = ReplyOf<typeof finance.overview>['days'][number];

/** One column of the chart: a day or a week, by source. */
export interface IncomeColumn {
  readonly from: string;
  /** The last day in it. */
  readonly to: string;
  readonly amounts: Readonly<Record<RevenueSource, AmountView>>;
  readonly total: AmountView;
}

/** Every day (or week from Monday) of the period, also those without money, in the currency most is in. */
export function incomeColumns(
  days: readonly Day[],
  { from, to, step }: { from: string; to: string; step: 'day' | 'week' },
): { currency: AmountView['currency'] | null; columns: IncomeColumn[] } {
  const currency = mainCurrency(days.flatMap(({ estimated }) => estimated.map(({ amount }) => amount))) ?? null;
  if (currency === null) return { currency, columns: [] };
  const columns: IncomeColumn[] = [];
  for (let first = step === 'week' ? mondayOf(from) : from; first <= to; ) {
    const last = step === 'week' ? shiftDay(first, 6) : first;
    const inside = days.filter(({ day }) => day >= first && day <= last).flatMap(({ estimated }) => estimated);
    const of = (source: RevenueSource | null): AmountView =>
      sumAmounts(inside.filter((each) => source === null || each.source === source).map(({ amount }) => amount)).find(
        (sum) => sum.currency === currency,
      ) ?? { minor: '0', currency };
    columns.push({
      from: first,
      to: last > to ? to : last,
      amounts: Object.fromEntries(REVENUE_SOURCES.map((source) => [source, of(source)])) as IncomeColumn['amounts'],
      total: of(null),
    });
    first = shiftDay(last, 1);
  }
  return { currency, columns };
}

function mondayOf(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return shiftDay(day, -((weekday + 6) % 7));
}

/** The column with the most money; `undefined` when there is none at all. */
export function bestColumn(columns: readonly IncomeColumn[]): IncomeColumn | undefined {
  const best = columns.reduce<IncomeColumn | undefined>(
    (top, column) => (top && BigInt(top.total.minor) >= BigInt(column.total.minor) ? top : column),
    undefined,
  );
  return best && BigInt(best.total.minor) > 0n ? best : undefined;
}
