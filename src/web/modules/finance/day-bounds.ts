/** The moment a calendar day begins in a zone, as the API takes it. */
export function startOfDay(day: string, zone: string): string {
  const utcMidnight = Date.parse(`${day}T00:00:00Z`);
  const guess = utcMidnight - offsetMs(utcMidnight, zone);
  // The offset at midnight may differ from the one some hours off it, on the days the clocks change.
  const second = utcMidnight - offsetMs(guess, zone);
  // Where midnight itself is skipped, the day begins when the clocks have jumped.
  const isSkipped = offsetMs(second, zone) !== utcMidnight - second;
  return new Date(isSkipped ? Math.max(guess, second) : second).toISOString();
}

/** `2026-11-22` and a number of days later or earlier. */
export function shiftDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

export function monthOf(day: string): { from: string; to: string } {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return { from: `${last.slice(0, 8)}01`, to: last };
}

export function shiftMonth(day: string, by: number): { from: string; to: string } {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return monthOf(new Date(Date.UTC(year, month - 1 + by, 15)).toISOString().slice(0, 10));
}

/** Twitch pays the estimates of a month around the 15th of the next one. */
export function settledAround(day: string): string {
  return `${shiftMonth(day, 1).from.slice(0, 8)}15`;
}

function offsetMs(atMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - atMs;
}
