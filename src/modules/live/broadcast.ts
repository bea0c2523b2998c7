/** So long a stream may be away and still be the same broadcast. */
const RESTART_WITHIN_MS = 10 * 60_000;

/**
 * What is known of one stream of Twitch. Every field only ever grows (the beginning only shrinks), so the
 * same facts come out in whatever order, and however often, Twitch tells them.
 */
export interface StreamFacts {
  /** Twitch's id; an end told without one stands alone under a name of ours. */
  readonly streamId: string;
  /** `null` while only its end was heard of. */
  readonly startedAtMs: number | null;
  /** The last moment it was known to run. */
  readonly seenAtMs: number | null;
  /** When Twitch said that it ended. */
  readonly offlineAtMs: number | null;
  /** When Twitch was asked and did not have it any more, although no end was told. */
  readonly goneAtMs: number | null;
}

/** Streams that are one evening: the same stream, or the next one within ten minutes. */
export interface JoinedStreams {
  readonly streamIds: readonly [string, ...string[]];
  readonly startedAtMs: number;
  /** `null` while it runs. */
  readonly endedAtMs: number | null;
  /** Where Twitch's own stream of now began. */
  readonly lastStartedAtMs: number;
}

type Started = StreamFacts & { readonly startedAtMs: number };

/** An end that names no stream: kept as a fact of its own, joined to the stream that ran at that time. */
export function namelessEnd(atMs: number): StreamFacts {
  return { streamId: `?${atMs}`, startedAtMs: null, seenAtMs: null, offlineAtMs: atMs, goneAtMs: null };
}

/**
 * Broadcasts from facts, oldest first:
 *
 *     streams      ├── s1 ──┤ 4 min ├─ s2 ─┤      40 min      ├── s3 ···
 *     broadcasts   ├──────── 1 ────────────┤                  ├── 2 ···
 *
 * A channel has one stream at a time: one that was never heard to end, ended when it was last seen, at the
 * latest when the next began.
 */
export function joinStreams(facts: readonly StreamFacts[]): JoinedStreams[] {
  const streams = withNamelessEnds(facts);
  const joined: JoinedStreams[] = [];
  for (const [index, stream] of streams.entries()) {
    const endedAtMs = endOf(stream, streams[index + 1]);
    const before = joined.at(-1);
    if (before && before.endedAtMs !== null && stream.startedAtMs - before.endedAtMs < RESTART_WITHIN_MS) {
      joined[joined.length - 1] = {
        streamIds: [...before.streamIds, stream.streamId],
        startedAtMs: before.startedAtMs,
        endedAtMs,
        lastStartedAtMs: stream.startedAtMs,
      };
    } else {
      const { streamId, startedAtMs } = stream;
      joined.push({ streamIds: [streamId], startedAtMs, endedAtMs, lastStartedAtMs: startedAtMs });
    }
  }
  return joined;
}

function endOf(stream: Started, next: Started | undefined): number | null {
  if (next === undefined && isRunning(stream)) return null;
  const lastKnownMs = Math.max(stream.seenAtMs ?? 0, stream.offlineAtMs ?? 0, stream.startedAtMs);
  return next === undefined ? lastKnownMs : Math.min(lastKnownMs, next.startedAtMs);
}

/** A stream that was seen after its end was told has come back: Twitch lets it go on under the same id. */
function isRunning(stream: StreamFacts): boolean {
  const seenAtMs = stream.seenAtMs ?? 0;
  return seenAtMs > (stream.offlineAtMs ?? -1) && seenAtMs > (stream.goneAtMs ?? -1);
}

function withNamelessEnds(facts: readonly StreamFacts[]): Started[] {
  const streams = facts.filter((stream): stream is Started => stream.startedAtMs !== null);
  streams.sort((a, b) => a.startedAtMs - b.startedAtMs || (a.streamId < b.streamId ? -1 : 1));
  const ends = facts.filter(({ streamId }) => streamId.startsWith('?'));
  for (const { offlineAtMs } of ends) {
    const index = streams.findLastIndex(({ startedAtMs }) => startedAtMs <= (offlineAtMs ?? 0));
    const stream = streams[index];
    if (stream) streams[index] = { ...stream, offlineAtMs: Math.max(stream.offlineAtMs ?? 0, offlineAtMs ?? 0) };
  }
  return streams;
}
