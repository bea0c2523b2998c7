/**
 * A length as people type it: `3:30`, `3,5 h`, `3 h 30 min`, `210 min`, `3`; a bare number up to 23 is hours.
 * @returns whole minutes, or `undefined` when it is none.
 */
export function readDuration(text: string): number | undefined {
  const words = text.trim().toLowerCase().replace(',', '.');
  const clock = /^(\d{1,2}):([0-5]\d)(?: ?h)?$/.exec(words);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const both = /^(\d{1,2}) ?(?:h|std\.?|hours?) ?(\d{1,2}) ?(?:m|min\.?|minutes?)?$/.exec(words);
  if (both) return Number(both[1]) * 60 + Number(both[2]);
  const hours = /^(\d{1,2}(?:\.\d{1,2})?) ?(?:h|std\.?|stunden?|hours?)$/.exec(words);
  if (hours) return Math.round(Number(hours[1]) * 60);
  const minutes = /^(\d{1,4}) ?(?:m|min\.?|minuten?|minutes?)$/.exec(words);
  if (minutes) return Number(minutes[1]);
  const bare = /^(\d{1,4}(?:\.\d{1,2})?)$/.exec(words);
  if (!bare) return undefined;
  const value = Number(bare[1]);
  return Math.round(value <= 23 ? value * 60 : value);
}
