import { Temporal } from '../../../kernel/temporal.ts';

interface ZoneLibrary {
  tzlib_get_ical_block(zone: string): readonly string[] | string;
  tzlib_get_offset(zone: string, day: string, time: string): string;
}

/** A zone described for programs that know none. */
export interface ZoneBlock {
  /** By which events name it; may be another name of the same zone. */
  readonly tzid: string;
  readonly block: string;
}

const HOUR_MS = 3_600_000;
const SAMPLE_MS = 30 * 24 * HOUR_MS;

/**
 * The description of a zone, `undefined` when it does not say what the clocks there do in this time: a yearly rule
 * cannot tell of zones whose changes follow the moon or a late decision.
 */
export function zoneBlock(
  library: ZoneLibrary,
  zone: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): ZoneBlock | undefined {
  const [block] = [library.tzlib_get_ical_block(zone)].flat();
  const tzid = /^TZID:(.+)$/m.exec(block ?? '')?.[1]?.trim();
  if (block === undefined || tzid === undefined) return undefined;
  const isRight = (moment: Temporal.ZonedDateTime): boolean => {
    const clock = moment.toPlainTime().toString({ smallestUnit: 'minute' });
    return library.tzlib_get_offset(zone, moment.toPlainDate().toString(), clock) === moment.offset.replace(':', '');
  };
  return samplesOf(zone, fromMs, toMs).every(isRight) ? { tzid, block } : undefined;
}

/** Every month, and both sides of every change. */
function samplesOf(zone: string, fromMs: number, toMs: number): Temporal.ZonedDateTime[] {
  const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const samples = [at(toMs)];
  for (let ms = fromMs; ms < toMs; ms += SAMPLE_MS) samples.push(at(ms));
  let change = at(fromMs).getTimeZoneTransition('next');
  while (change !== null && change.epochMilliseconds < toMs) {
    samples.push(at(change.epochMilliseconds - 3 * HOUR_MS), at(change.epochMilliseconds + 3 * HOUR_MS));
    change = change.getTimeZoneTransition('next');
  }
  return samples;
}
