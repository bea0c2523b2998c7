import { Temporal } from '../../../kernel/temporal.ts';

/** Twitch tells moments, not zones. These first, because a house in one of them is likelier than in another of the same clock. */
const LIKELY = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Australia/Sydney',
];

/**
 * The zone in which showings a whole number of weeks apart stand at the same time of day: over a year both
 * changes of the clocks give it away.
 *
 * @param ownZone of this machine: taken when it fits, and when none does.
 */
export function guessZone(startsMs: readonly number[], ownZone: string): string {
  const keepsTime = (zone: string): boolean =>
    new Set(
      startsMs.map((startMs) =>
        Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(zone).toPlainTime().toString(),
      ),
    ).size <= 1;
  for (const zone of [ownZone, ...LIKELY]) if (keepsTime(zone)) return zone;
  return Intl.supportedValuesOf('timeZone').find(keepsTime) ?? ownZone;
}

export function zoneOfMachine(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
