import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { health } from '../../../contract/health.ts';
import { Temporal } from '../../../kernel/temporal.ts';

type CoverageReply = ReplyOf<typeof health.coverage>;

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One kind of record on the axis. */
export interface Recorded {
  /** From when on anything was recorded within the axis; `null` when nothing was. */
  readonly sinceMs: number | null;
  /** Was it already recorded before the axis begins? */
  readonly isFromStart: boolean;
  readonly recorded: readonly Span[];
  readonly streams: readonly Span[];
  /** In order, those that touch each other as one. */
  readonly gaps: readonly Span[];
}

/** Whole days of the person's zone, today the last: the week she thinks in. */
export function daysUntil(
  untilMs: number,
  zone: string,
  days: number,
): { readonly fromMs: number; readonly toMs: number; readonly starts: readonly number[] } {
  const today = Temporal.Instant.fromEpochMilliseconds(untilMs).toZonedDateTimeISO(zone).toPlainDate();
  const startOf = (day: Temporal.PlainDate): number => day.toZonedDateTime(zone).epochMilliseconds;
  const starts = Array.from({ length: days }, (_, index) => startOf(today.subtract({ days: days - 1 - index })));
  return { fromMs: starts[0] ?? untilMs, toMs: startOf(today.add({ days: 1 })), starts };
}

/** What stands on the lane of a line between the start of the axis and now. */
export function recordedOn(line: CoverageReply['lines'][number], reply: CoverageReply, fromMs: number): Recorded {
  const untilMs = Date.parse(reply.until);
  if (line.since === null || Date.parse(line.since) >= untilMs) {
    return { sinceMs: null, isFromStart: false, recorded: [], streams: [], gaps: [] };
  }
  const sinceMs = Math.max(fromMs, Date.parse(line.since));
  const within = (spans: readonly { readonly from: string; readonly until: string }[]): Span[] =>
    joined(
      spans.map(({ from, until }) => ({
        fromMs: Math.max(sinceMs, Date.parse(from)),
        toMs: Math.min(untilMs, Date.parse(until)),
      })),
    );
  const gaps = within(line.gaps);
  return {
    sinceMs,
    isFromStart: Date.parse(line.since) <= fromMs,
    recorded: without([{ fromMs: sinceMs, toMs: untilMs }], gaps),
    streams: without(within(reply.streams), gaps),
    gaps,
  };
}

export function lengthOf(span: Span): number {
  return span.toMs - span.fromMs;
}

/** The longest; of several the last. */
export function longest(spans: readonly Span[]): Span | undefined {
  return spans.reduce<Span | undefined>(
    (best, span) => (best && lengthOf(best) > lengthOf(span) ? best : span),
    undefined,
  );
}

function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of spans.filter((each) => lengthOf(each) > 0).toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = whole.at(-1);
    if (last && span.fromMs <= last.toMs) {
      whole[whole.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
    } else whole.push(span);
  }
  return whole;
}

/** `holes` are in order and do not touch each other. */
function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  const rest: Span[] = [];
  for (const span of spans) {
    let fromMs = span.fromMs;
    for (const hole of holes) {
      if (hole.toMs <= fromMs || hole.fromMs >= span.toMs) continue;
      if (hole.fromMs > fromMs) rest.push({ fromMs, toMs: hole.fromMs });
      fromMs = hole.toMs;
    }
    if (fromMs < span.toMs) rest.push({ fromMs, toMs: span.toMs });
  }
  return rest;
}
