import type { AmountView, StreamMoney } from '../../../contract/finance.ts';
import { inCurrency, mainCurrency, sizeOf } from './amounts.ts';

export const STREAM_COLUMNS = ['day', 'length', 'viewers', 'estimated', 'perHour', 'income', 'expense'] as const;
export type StreamColumn = (typeof STREAM_COLUMNS)[number];

/** Largest or newest first; money compares in the currency most of it is in. */
export function sortStreams(streams: readonly StreamMoney[], column: StreamColumn, isUp: boolean): StreamMoney[] {
  const amountsOf = (stream: StreamMoney): readonly AmountView[] | null =>
    column === 'estimated' || column === 'perHour' || column === 'income' || column === 'expense'
      ? stream[column]
      : null;
  const currency = mainCurrency(streams.flatMap((stream) => amountsOf(stream) ?? []));
  const value = (stream: StreamMoney): number => {
    const amounts = amountsOf(stream);
    if (amounts) return currency ? Math.abs(sizeOf(inCurrency(amounts, currency))) : 0;
    if (column === 'length') return stream.seconds;
    if (column === 'viewers') return stream.broadcast.averageViewers ?? -1;
    return Date.parse(stream.broadcast.startedAt);
  };
  const sign = isUp ? 1 : -1;
  return [...streams].sort((a, b) => sign * (value(a) - value(b)) || b.broadcast.id - a.broadcast.id);
}
