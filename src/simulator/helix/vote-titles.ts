import { isRejectedByAutomod } from '../world-automod.ts';
import { type HelixCall, HelixRefusal, refuseLonger } from './endpoint.ts';
import { MESSAGES } from './messages.ts';

/** The titles of choices or outcomes: `[{ title }]`, each at most 25 characters. */
export function readTitles(
  call: HelixCall,
  field: string,
  [least, most]: readonly [number, number],
  countMessage: string,
): string[] {
  const list = call.body[field];
  if (list === undefined || list === null) throw new HelixRefusal(400, MESSAGES.parameterMissing(field));
  if (!Array.isArray(list) || list.length < least || list.length > most) throw new HelixRefusal(400, countMessage);
  return list.map((one: unknown) => {
    const title = typeof one === 'object' && one !== null && 'title' in one ? one.title : undefined;
    if (typeof title !== 'string' || title === '') throw new HelixRefusal(400, MESSAGES.parameterMalformed(field));
    refuseLonger('title', title, 25);
    if (isRejectedByAutomod(title)) throw new HelixRefusal(400, MESSAGES.rejectedByAutomod);
    return title;
  });
}
