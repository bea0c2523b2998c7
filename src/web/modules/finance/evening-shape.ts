import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { AmountView, finance, RevenueSource } from '../../../contract/finance.ts';
import { mainCurrency, sizeOf, sumAmounts } from './amounts.ts';
import { SOURCE_ORDER } from './source-look.ts';

export type StreamReport = ReplyOf<typeof finance.streamReport>;

export interface EveningBar {
  readonly fromMs: number;
  readonly toMs: number;
  readonly events: number;
  /** Bottom to top; the sizes of `SOURCE_ORDER` that are there. */
  readonly parts: readonly { readonly source: RevenueSource; readonly amount: AmountView }[];
  readonly total: AmountView;
}

export interface EveningPart {
  readonly fromMs: number;
  readonly toMs: number;
  readonly category: string;
}

/** A stream on one time axis: viewers, money and category, ready to be drawn. */
export interface EveningShape {
  readonly fromMs: number;
  readonly toMs: number;
  readonly viewers: readonly { readonly atMs: number; readonly value: number }[];
  /** Of the currency most money is in; `null` without any. */
  readonly currency: AmountView['currency'] | null;
  readonly bars: readonly EveningBar[];
  readonly parts: readonly EveningPart[];
  readonly viewersTop: number;
  /** In minor units. */
  readonly moneyTop: number;
  readonly ticks: readonly number[];
}

const MINUTE = 60_000;
const SLOTS = [1, 2, 3, 5, 10, 15, 20, 30];

/** @param barsMax how many bars the picture has room for. */
export function eveningShape(report: StreamReport, nowMs: number, barsMax: number): EveningShape {
  const fromMs = Date.parse(report.broadcast.startedAt);
  const toMs = Math.max(
    fromMs + MINUTE,
    report.broadcast.endedAt === null ? nowMs : Date.parse(report.broadcast.endedAt),
  );
  const viewers = report.report.viewers
    .map(({ at, value }) => ({ atMs: Date.parse(at), value }))
    .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  const currency = mainCurrency(report.points.map(({ amount }) => amount)) ?? null;
  const bars = barsOf(report, { fromMs, toMs, slotMs: slotOf(toMs - fromMs, barsMax) }, currency);
  return {
    fromMs,
    toMs,
    viewers,
    currency,
    bars,
    parts: partsOf(report, fromMs, toMs),
    viewersTop: niceTop(Math.max(1, ...viewers.map(({ value }) => value)), 3),
    moneyTop: niceTop(Math.max(100, ...bars.map(({ total }) => sizeOf(total))), 2),
    ticks: ticksOf(fromMs, toMs),
  };
}

/** The shortest slot that gives no more bars than there is room for. */
export function slotOf(spanMs: number, barsMax: number): number {
  const minutes = SLOTS.find((slot) => spanMs / (slot * MINUTE) <= barsMax) ?? Math.ceil(spanMs / MINUTE / barsMax);
  return minutes * MINUTE;
}

function barsOf(
  report: StreamReport,
  { fromMs, toMs, slotMs }: { fromMs: number; toMs: number; slotMs: number },
  currency: AmountView['currency'] | null,
): EveningBar[] {
  const slots = new Map<number, StreamReport['points']>();
  for (const point of report.points) {
    if (point.amount.currency !== currency) continue;
    // An event a second before the start belongs to the stream, so it belongs to its first slot.
    const atMs = Math.min(toMs - 1, Math.max(fromMs, Date.parse(point.at)));
    const slot = Math.floor((atMs - fromMs) / slotMs);
    slots.set(slot, [...(slots.get(slot) ?? []), point]);
  }
  return [...slots]
    .sort(([a], [b]) => a - b)
    .map(([slot, points]) => ({
      fromMs: fromMs + slot * slotMs,
      toMs: Math.min(toMs, fromMs + (slot + 1) * slotMs),
      events: points.length,
      parts: SOURCE_ORDER.flatMap((source) => {
        const [amount] = sumAmounts(points.filter((point) => point.source === source).map((point) => point.amount));
        return amount ? [{ source, amount }] : [];
      }),
      total: sumAmounts(points.map(({ amount }) => amount))[0] ?? { minor: '0', currency: currency ?? 'EUR' },
    }));
}

/** Neighbouring parts of one category are one piece of the band: a new title alone does not cut it. */
function partsOf(report: StreamReport, fromMs: number, toMs: number): EveningPart[] {
  const parts: { fromMs: number; toMs: number; category: string }[] = [];
  for (const { from, category } of report.report.parts) {
    const atMs = Math.min(toMs, Math.max(fromMs, Date.parse(from)));
    const last = parts.at(-1);
    if (last?.category === category) continue;
    if (last) last.toMs = atMs;
    parts.push({ fromMs: atMs, toMs, category });
  }
  return parts.filter((part) => part.toMs > part.fromMs);
}

/** A top that divides into `lines` whole steps: 1, 2, 2.5, 5 times a power of ten each. */
export function niceTop(peak: number, lines: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [1, 2, 2.5, 5]) {
      if (step * power * lines >= peak && (step * power) % 1 === 0) return step * power * lines;
    }
  }
}

/** Full and half hours of the clock, hours alone for long streams, minutes for short ones. */
export function ticksOf(fromMs: number, toMs: number): number[] {
  const stepMs =
    [5, 10, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE).find((step) => (toMs - fromMs) / step <= 8) ??
    480 * MINUTE;
  const ticks: number[] = [];
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs <= toMs; atMs += stepMs) ticks.push(atMs);
  return ticks;
}

/** The sample nearest to a moment, if there is one within a few minutes. */
export function viewersAt(shape: EveningShape, atMs: number): number | null {
  let nearest: { atMs: number; value: number } | null = null;
  for (const sample of shape.viewers) {
    if (!nearest || Math.abs(sample.atMs - atMs) < Math.abs(nearest.atMs - atMs)) nearest = sample;
  }
  return nearest && Math.abs(nearest.atMs - atMs) <= 5 * MINUTE ? nearest.value : null;
}

export interface EveningRow {
  readonly fromMs: number;
  readonly toMs: number;
  /** The mean of the samples in it. */
  readonly viewers: number | null;
  readonly category: string;
  readonly parts: EveningBar['parts'];
}

/** The same data as rows of a quarter of an hour. */
export function eveningRows(report: StreamReport, nowMs: number): EveningRow[] {
  const shape = eveningShape(report, nowMs, Number.MAX_SAFE_INTEGER);
  const slotMs = slotOf(shape.toMs - shape.fromMs, 24);
  const slots = barsOf(report, { fromMs: shape.fromMs, toMs: shape.toMs, slotMs }, shape.currency);
  const rows: EveningRow[] = [];
  for (let fromMs = shape.fromMs; fromMs < shape.toMs; fromMs += slotMs) {
    const toMs = Math.min(shape.toMs, fromMs + slotMs);
    const samples = shape.viewers.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    rows.push({
      fromMs,
      toMs,
      viewers: samples.length === 0 ? null : samples.reduce((sum, { value }) => sum + value, 0) / samples.length,
      category: shape.parts.findLast((part) => part.fromMs <= fromMs)?.category ?? '',
      parts: slots.find((slot) => slot.fromMs === fromMs)?.parts ?? [],
    });
  }
  return rows;
}
