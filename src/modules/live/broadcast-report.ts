import { sql } from 'kysely';
import type { BroadcastReport, BroadcastView } from '../../contract/live.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { Db } from '../../platform/db/database.ts';
import { findBroadcast } from './broadcast-pages-store.ts';
import { readChatGaps } from './chat-gap-store.ts';
import { FLAGS, KIND_CODES } from './line-codes.ts';
import type { Span as Gap } from './line-gap-store.ts';
import { SAMPLE_CODES } from './sample-store.ts';
import type { EventParams } from './stream-event.ts';
import type { LiveTables } from './tables.ts';

interface Span {
  readonly channel: number;
  readonly fromMs: number;
  /** For a running one: now. */
  readonly toMs: number;
}

/** Everything the record tells of one broadcast; each part reads its time only. */
export async function readReport(
  db: Db<LiveTables>,
  wanted: { readonly channel: number; readonly id: number; readonly nowMs: number },
): Promise<BroadcastReport | undefined> {
  const broadcast = await findBroadcast(db, wanted);
  if (!broadcast) return undefined;
  const fromMs = Date.parse(broadcast.startedAt);
  const span: Span = {
    channel: wanted.channel,
    fromMs,
    toMs: broadcast.endedAt === null ? Math.max(wanted.nowMs, fromMs) : Date.parse(broadcast.endedAt),
  };
  const viewers = await readViewers(db, span);
  const gaps = await readGaps(db, span);
  return {
    ...broadcast,
    parts: await readParts(db, span, broadcast),
    viewers: viewers.map(({ at, value }) => ({ at: instantFromMs(at), value })),
    peakAt: peakOf(viewers),
    ...(await countChat(db, span)),
    followers: await countFollowers(db, span),
    marks: await readMarks(db, span),
    coverage: coverageOf(span, gaps),
    gaps: gaps.map(({ fromMs, untilMs }) => ({ from: instantFromMs(fromMs), until: instantFromMs(untilMs) })),
  };
}

async function readViewers(db: Db<LiveTables>, span: Span): Promise<{ at: number; value: number }[]> {
  return await db
    .selectFrom('live_sample')
    .select(['at', 'value'])
    .where('channel', '=', span.channel)
    .where('kind', '=', SAMPLE_CODES.viewers)
    .where('at', '>=', span.fromMs)
    .where('at', '<=', span.toMs)
    .orderBy('at')
    .execute();
}

function peakOf(viewers: readonly { readonly at: number; readonly value: number }[]): string | null {
  let peak: { readonly at: number; readonly value: number } | undefined;
  for (const point of viewers) if (!peak || point.value > peak.value) peak = point;
  return peak ? instantFromMs(peak.at) : null;
}

/** The title it began with was mostly set before; what was first heard later is taken for it. */
async function readParts(db: Db<LiveTables>, span: Span, broadcast: BroadcastView): Promise<BroadcastReport['parts']> {
  const titles = db.selectFrom('live_title').select(['at', 'title', 'category']).where('channel', '=', span.channel);
  const before = await titles.where('at', '<=', span.fromMs).orderBy('at', 'desc').limit(1).execute();
  const within = await titles.where('at', '>', span.fromMs).where('at', '<=', span.toMs).orderBy('at').execute();
  const parts: BroadcastReport['parts'] = [];
  for (const { at, title, category } of [...before, ...within]) {
    const last = parts.at(-1);
    if (last?.title === title && last.category === category) continue;
    parts.push({ from: last ? instantFromMs(at) : broadcast.startedAt, title, category });
  }
  return parts;
}

async function countChat(
  db: Db<LiveTables>,
  span: Span,
): Promise<Pick<BroadcastReport, 'messages' | 'chatters' | 'newChatters'>> {
  const { rows } = await sql<{ messages: number; chatters: number; new_chatters: number }>`
    SELECT count(*) AS messages, count(DISTINCT person) AS chatters,
      count(DISTINCT CASE WHEN (flags & ${sql.lit(FLAGS.first)}) <> 0 THEN person END) AS new_chatters
    FROM live_chat_line
    WHERE channel = ${span.channel} AND sent_at >= ${span.fromMs} AND sent_at <= ${span.toMs}
      AND kind = ${sql.lit(KIND_CODES.message)}`.execute(db);
  const [counted] = rows;
  return {
    messages: counted?.messages ?? 0,
    chatters: counted?.chatters ?? 0,
    newChatters: counted?.new_chatters ?? 0,
  };
}

async function countFollowers(db: Db<LiveTables>, span: Span): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM live_event
    WHERE channel = ${span.channel} AND kind = 'follow' AND at >= ${span.fromMs} AND at <= ${span.toMs}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A hype train is told at its begin and at its end: one mark, with what it came to. */
async function readMarks(db: Db<LiveTables>, span: Span): Promise<BroadcastReport['marks']> {
  const rows = await db
    .selectFrom('live_event as event')
    .leftJoin('live_person as person', 'person.id', 'event.person')
    .select(['event.at', 'event.kind', 'event.params', 'person.display_name'])
    .where('event.channel', '=', span.channel)
    .where('event.kind', 'in', ['raid', 'hype-train'])
    .where('event.at', '>=', span.fromMs)
    .where('event.at', '<=', span.toMs)
    .orderBy('event.at')
    .execute();
  const marks: BroadcastReport['marks'] = [];
  let train: BroadcastReport['marks'][number] | undefined;
  for (const row of rows) {
    const params = JSON.parse(row.params) as EventParams;
    if (row.kind === 'raid') {
      marks.push({ at: instantFromMs(row.at), kind: 'raid', name: row.display_name, params });
      continue;
    }
    if (params['isOver'] === true && train) {
      train.params = params;
      train = undefined;
      continue;
    }
    const mark = { at: instantFromMs(row.at), kind: 'hype-train' as const, name: null, params };
    marks.push(mark);
    if (params['isOver'] !== true) train = mark;
  }
  return marks;
}

async function readGaps(db: Db<LiveTables>, { channel, fromMs, toMs }: Span): Promise<Gap[]> {
  const gaps: Gap[] = [];
  for (const gap of await readChatGaps(db, { channel, fromMs, untilMs: toMs })) {
    // What a service could fill in is no hole any more.
    if (gap.filled > 0) continue;
    const from = Math.max(gap.fromMs, fromMs, gaps.at(-1)?.untilMs ?? 0);
    const until = Math.min(gap.untilMs, toMs);
    if (until > from) gaps.push({ fromMs: from, untilMs: until });
  }
  return gaps;
}

function coverageOf(span: Span, gaps: readonly Gap[]): number {
  const wholeMs = span.toMs - span.fromMs;
  if (wholeMs <= 0) return 100;
  const missingMs = gaps.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
  return Math.round((1 - missingMs / wholeMs) * 1000) / 10;
}
