import { z } from 'zod';
import { chatLine, streamEvent } from './live.ts';
import { modAction } from './moderation.ts';

/**
 * The live feed: one WebSocket per window at `/api/feed`.
 *
 * Topics with rows are numbered by their store's own `seq`, without holes for a reader who may see
 * all of them. The browser's first message names, per topic, the last `seq` it has (or `null`: "from
 * now"); the server first sends what lies between, then goes on live: nothing is lost or doubled.
 * Everything that is looked up rather than streamed is only announced as `changed`.
 */
export const FEED_TOPICS = ['chat', 'events', 'mod-log'] as const;
export type FeedTopic = (typeof FEED_TOPICS)[number];

export const CHANGED = [
  'me',
  'team',
  'presence',
  'live-state',
  'connections',
  'problems',
  'backups',
  'numbers',
  'broadcasts',
  'finance',
  'plan',
  'tasks',
  'accounts',
  'sign-ins',
  'health',
] as const;
export type ChangedThing = (typeof CHANGED)[number];

/** Browser → server, first message, within ten seconds. */
export const feedHello = z.object({
  /** Only the topics named are followed. */
  cursors: z.partialRecord(z.enum(FEED_TOPICS), z.int().nonnegative().nullable()),
});

/** Server → browser: one frame carries the messages of some 20 ms. */
export const feedMessage = z.discriminatedUnion('type', [
  /** Sent once, after the missed rows: from here on it is live. */
  z.object({ type: z.literal('ready'), cursors: z.record(z.string(), z.int()) }),
  /** Too much was missed to be replayed: ask for the newest page again and go on from `seq`. */
  z.object({ type: z.literal('reset'), topic: z.enum(FEED_TOPICS), seq: z.int() }),
  z.discriminatedUnion('topic', [
    z.object({ type: z.literal('rows'), topic: z.literal('chat'), rows: z.array(chatLine) }),
    z.object({ type: z.literal('rows'), topic: z.literal('events'), rows: z.array(streamEvent) }),
    /** A row may come again with a higher state (open → done); the newest wins by `id`. */
    z.object({ type: z.literal('rows'), topic: z.literal('mod-log'), rows: z.array(modAction) }),
  ]),
  z.object({ type: z.literal('changed'), what: z.enum(CHANGED) }),
  /** Every ten seconds, so that a silent line is noticed. */
  z.object({ type: z.literal('beat'), at: z.iso.datetime() }),
]);
export type FeedMessage = z.infer<typeof feedMessage>;
export const feedFrame = z.array(feedMessage);

/** WebSocket close codes of ours. */
export const FEED_CLOSE = { tooSlow: 4408, sessionEnded: 4401, badHello: 4400 } as const;
