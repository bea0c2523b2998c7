import { sql } from 'kysely';
import type { ReplyOf } from '../../contract/endpoint.ts';
import type { health } from '../../contract/health.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { Db } from '../../platform/db/database.ts';
import { readBroadcastsBetween } from './broadcast-pages-store.ts';
import { readChatGaps } from './chat-gap-store.ts';
import type { LiveContext } from './context.ts';
import type { KeptLine, RosterList } from './line-codes.ts';
import { findAlive, readLineGaps, type Span, VIEWERS_SILENCE_MS } from './line-gap-store.ts';
import { ofChannel, ownChannel } from './own-channel.ts';
import { SAMPLE_CODES } from './sample-store.ts';
import type { LiveTables } from './tables.ts';

export type Coverage = ReplyOf<typeof health.coverage>;

interface Recorded {
  readonly sinceMs: number | null;
  readonly gaps: readonly Span[];
}

/** What was recorded in a time, and where it lacks something: also where the lack goes on now. */
export async function readCoverage(
  context: Pick<LiveContext, 'db' | 'channel' | 'connections' | 'twitchNowMs'> & {
    readonly listsInPart: readonly RosterList[];
  },
  fromMs: number,
  toMs: number,
): Promise<Coverage> {
  const { read } = context.db;
  const nowMs = context.twitchNowMs();
  const asked: Span = { fromMs, untilMs: Math.max(fromMs, Math.min(toMs, nowMs)) };
  const reply = {
    from: instantFromMs(asked.fromMs),
    until: instantFromMs(asked.untilMs),
    listsInPart: [...context.listsInPart],
  };
  const channel = (await ownChannel(context))?.id;
  const nothing: Recorded = { sinceMs: null, gaps: [] };
  if (channel === undefined) {
    const lines = (['chat', 'events', 'viewers'] as const).map((line) => viewOf(line, nothing, asked));
    return { ...reply, streams: [], lines };
  }
  const streams = await readStreams(read, channel, asked, nowMs);
  const { chat, events } = context.connections();
  const now = { asked, nowMs };
  const viewers = await keptLine(read, { channel, line: 'viewers', isOn: false, ...now });
  return {
    ...reply,
    streams: streams.map(spanView),
    lines: [
      viewOf('chat', await chatLine(read, { channel, isOn: chat.state === 'connected', ...now }), asked),
      viewOf(
        'events',
        await keptLine(read, { channel, line: 'events', isOn: events.state === 'connected', ...now }),
        asked,
      ),
      // Nobody watches a channel that is not live.
      viewOf('viewers', { ...viewers, gaps: viewers.gaps.flatMap((gap) => within(streams, gap)) }, asked),
    ],
  };
}

interface Asked {
  readonly channel: number;
  readonly asked: Span;
  readonly nowMs: number;
  /** Good right now; otherwise what began when it was last good goes on. */
  readonly isOn: boolean;
}

async function chatLine(db: Db<LiveTables>, { channel, asked, nowMs, isOn }: Asked): Promise<Recorded> {
  const first = await db
    .selectFrom('live_chat_line')
    .select('sent_at')
    .where('channel', '=', channel)
    .orderBy('sent_at')
    .limit(1)
    .executeTakeFirst();
  const state = await db
    .selectFrom('live_line_state')
    .select('alive_at')
    .where('channel', '=', channel)
    .executeTakeFirst();
  const gaps = await readChatGaps(db, { channel, ...asked });
  const isGoingOn = !isOn && state !== undefined && state.alive_at > 0;
  return {
    sinceMs: first?.sent_at ?? null,
    // What a service could fill in is no hole any more.
    gaps: [
      ...gaps.filter(({ filled }) => filled === 0),
      ...(isGoingOn ? [{ fromMs: state.alive_at, untilMs: nowMs }] : []),
    ],
  };
}

async function keptLine(
  db: Db<LiveTables>,
  { channel, line, asked, nowMs, isOn }: Asked & { readonly line: KeptLine },
): Promise<Recorded> {
  const alive = await findAlive(db, { channel, line });
  const older = await (line === 'events' ? firstEventMs : firstSampleMs)(db, channel);
  const gaps = await readLineGaps(db, { channel, line, ...asked });
  const silenceMs = line === 'viewers' ? VIEWERS_SILENCE_MS : 0;
  const isGoingOn = !isOn && alive !== undefined && nowMs - alive.aliveMs > silenceMs;
  const known = [older, alive?.sinceMs ?? null].filter((ms) => ms !== null);
  return {
    sinceMs: known.length === 0 ? null : Math.min(...known),
    gaps: isGoingOn ? [...gaps, { fromMs: alive.aliveMs, untilMs: nowMs }] : gaps,
  };
}

async function firstEventMs(db: Db<LiveTables>, channel: number): Promise<number | null> {
  const row = await db
    .selectFrom('live_event as event')
    .select('event.at')
    .where(ofChannel('event', channel))
    .orderBy('event.seq')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

async function firstSampleMs(db: Db<LiveTables>, channel: number): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    SELECT min(at) AS at FROM live_sample
    WHERE channel = ${channel} AND kind = ${sql.lit(SAMPLE_CODES.viewers)}`.execute(db);
  return rows[0]?.at ?? null;
}

async function readStreams(db: Db<LiveTables>, channel: number, asked: Span, nowMs: number): Promise<Span[]> {
  const found = await readBroadcastsBetween(db, { channel, fromMs: asked.fromMs, toMs: asked.untilMs, nowMs });
  return found.flatMap(({ startedAt, endedAt }) =>
    within([asked], { fromMs: Date.parse(startedAt), untilMs: endedAt === null ? nowMs : Date.parse(endedAt) }),
  );
}

function viewOf(line: Coverage['lines'][number]['line'], recorded: Recorded, asked: Span): Coverage['lines'][number] {
  const { sinceMs, gaps } = recorded;
  return {
    line,
    since: sinceMs === null ? null : instantFromMs(sinceMs),
    gaps: joined(gaps.flatMap((gap) => within([asked], gap))).map(spanView),
  };
}

function within(spans: readonly Span[], { fromMs, untilMs }: Span): Span[] {
  return spans.flatMap((span) => {
    const part = { fromMs: Math.max(span.fromMs, fromMs), untilMs: Math.min(span.untilMs, untilMs) };
    return part.untilMs > part.fromMs ? [part] : [];
  });
}

/** Gaps may touch and overlap: one after a crash reaches into the one before it. */
function joined(gaps: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const gap of [...gaps].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = found.at(-1);
    if (last && gap.fromMs <= last.untilMs) {
      found[found.length - 1] = { fromMs: last.fromMs, untilMs: Math.max(last.untilMs, gap.untilMs) };
    } else found.push(gap);
  }
  return found;
}

function spanView({ fromMs, untilMs }: Span): { from: string; until: string } {
  return { from: instantFromMs(fromMs), until: instantFromMs(untilMs) };
}
