import { describe, expect, it } from 'vitest';
import { joinStreams, namelessEnd, type StreamFacts } from './broadcast.ts';

const MINUTE_MS = 60_000;

/** Minutes instead of milliseconds, and only what is known. */
function stream(streamId: string, known: Partial<Record<'start' | 'seen' | 'offline' | 'gone', number>>): StreamFacts {
  const ms = (minutes: number | undefined): number | null => (minutes === undefined ? null : minutes * MINUTE_MS);
  return {
    streamId,
    startedAtMs: ms(known.start),
    seenAtMs: ms(known.seen ?? known.start),
    offlineAtMs: ms(known.offline),
    goneAtMs: ms(known.gone),
  };
}

const cases: [sentence: string, facts: StreamFacts[], expected: (string | number | null)[][]][] = [
  ['nothing makes no broadcast', [], []],
  ['a begin alone runs', [stream('a', { start: 10 })], [['a', 10, null]]],
  ['begin and end make a whole one', [stream('a', { start: 10, offline: 70 })], [['a', 10, 70]]],
  ['an end alone is no broadcast yet', [{ ...stream('a', { offline: 70 }), seenAtMs: null }], []],
  [
    'a stream that comes back within ten minutes goes on',
    [stream('a', { start: 10, offline: 70 }), stream('b', { start: 79, offline: 120 })],
    [['a', 10, 120]],
  ],
  [
    'after ten minutes it is another one',
    [stream('a', { start: 10, offline: 70 }), stream('b', { start: 80, offline: 120 })],
    [
      ['a', 10, 70],
      ['b', 80, 120],
    ],
  ],
  [
    'three in a row are one evening',
    [stream('c', { start: 130 }), stream('a', { start: 10, offline: 70 }), stream('b', { start: 75, offline: 125 })],
    [['a', 10, null]],
  ],
  [
    'the end of an older stream does not end the running one',
    [stream('a', { start: 10, offline: 90 }), stream('b', { start: 85 })],
    [['a', 10, null]],
  ],
  [
    'the same stream seen after its end runs on',
    [stream('a', { start: 10, seen: 80, offline: 70 })],
    [['a', 10, null]],
  ],
  [
    'one that nobody saw end, ended when it was last seen',
    [stream('a', { start: 10, seen: 60, gone: 90 })],
    [['a', 10, 60]],
  ],
  ['one that is seen again was not gone', [stream('a', { start: 10, seen: 95, gone: 90 })], [['a', 10, null]]],
  [
    'the next stream ends one whose end was missed',
    [stream('a', { start: 10, seen: 60 }), stream('b', { start: 300 })],
    [
      ['a', 10, 60],
      ['b', 300, null],
    ],
  ],
  [
    'an end without a name ends the stream that ran',
    [stream('a', { start: 10, offline: 40 }), namelessEnd(200 * MINUTE_MS), stream('b', { start: 100 })],
    [
      ['a', 10, 40],
      ['b', 100, 200],
    ],
  ],
  [
    'an end without a name before any begin is nothing',
    [namelessEnd(5 * MINUTE_MS), stream('a', { start: 10 })],
    [['a', 10, null]],
  ],
];

describe('a broadcast', () => {
  it.each(cases)('%s', (_, facts, expected) => {
    const shown = joinStreams(facts).map(({ streamIds, startedAtMs, endedAtMs }) => [
      streamIds[0],
      startedAtMs / MINUTE_MS,
      endedAtMs === null ? null : endedAtMs / MINUTE_MS,
    ]);
    expect(shown).toEqual(expected);
  });
});
