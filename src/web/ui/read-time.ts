const FORM = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(?:(am|pm|a|p)|h|uhr|o'clock)?$/i;

/**
 * A time of day as people type it: `19:30`, `1930`, `19.30`, `19 Uhr`, `7:30 pm`.
 * @returns `19:30`, or `undefined` when it is none.
 */
export function readTime(text: string): string | undefined {
  const found = FORM.exec(text.trim());
  if (!found) return undefined;
  const half = found[3]?.toLowerCase();
  let hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.startsWith('p') ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
