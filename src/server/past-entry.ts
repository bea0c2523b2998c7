import type { ChannelNumbers } from '../modules/live/index.ts';

/** The first line of a past: how much follows, and of which time. */
export interface PastHeader {
  readonly wire: 'header';
  /** Whose past it is. */
  readonly channelId: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly lines: number;
  readonly events: number;
  readonly numbers: number;
}

/** What happened once, as it was on Twitch's wires. */
export type PastEntry =
  | { readonly wire: 'irc'; readonly atMs: number; readonly line: string }
  | { readonly wire: 'eventsub'; readonly atMs: number; readonly frame: string }
  | { readonly wire: 'helix'; readonly atMs: number; readonly numbers: ChannelNumbers };

type Fields = Readonly<Record<string, unknown>>;

/** One line of newline-delimited JSON; `undefined` for an empty one. @throws for what is none of ours. */
export function readPastEntry(text: string): PastHeader | PastEntry | undefined {
  if (text.trim() === '') return undefined;
  const fields: unknown = JSON.parse(text);
  if (!isFields(fields)) throw new Error('no entry of a past');
  const atMs = fields['at'];
  switch (fields['wire']) {
    case 'header':
      return {
        wire: 'header',
        channelId: String(fields['channelId']),
        fromMs: numberIn(fields, 'fromMs'),
        untilMs: numberIn(fields, 'untilMs'),
        lines: numberIn(fields, 'lines'),
        events: numberIn(fields, 'events'),
        numbers: numberIn(fields, 'numbers'),
      };
    case 'irc':
      if (typeof atMs === 'number' && typeof fields['line'] === 'string') {
        return { wire: 'irc', atMs, line: fields['line'] };
      }
      break;
    case 'eventsub':
      if (typeof atMs === 'number') return { wire: 'eventsub', atMs, frame: JSON.stringify(fields['message']) };
      break;
    case 'helix':
      if (typeof atMs === 'number' && isFields(fields['reply'])) {
        return { wire: 'helix', atMs, numbers: { atMs, ...numbersOf(fields['path'], fields['reply']) } };
      }
      break;
    default:
      break;
  }
  throw new Error('no entry of a past');
}

/** The one number that each of the recorded replies is about. */
function numbersOf(path: unknown, reply: Fields): Omit<ChannelNumbers, 'atMs'> {
  if (path === '/channels/followers') return { followers: numberIn(reply, 'total') };
  if (path === '/subscriptions') return { subscribers: numberIn(reply, 'total') };
  if (path !== '/streams') throw new Error(`nobody reads ${String(path)} of a past`);
  const [stream] = Array.isArray(reply['data']) ? (reply['data'] as unknown[]) : [];
  return isFields(stream) ? { viewers: numberIn(stream, 'viewer_count') } : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberIn(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number') throw new Error(`"${name}" of a past must be a number`);
  return value;
}
