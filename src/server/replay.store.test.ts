import { describe, expect, it } from 'vitest';
import { makePast } from '../simulator/past/make-past.ts';
import { openRecord, type RecordRig } from '../testing/record.ts';
import { type ReplayParts, replay } from './replay.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 18);

/** The part of a made-up past around its wiped chat: bans, deleted lines, room states, gifts and numbers. */
function pieceOfPast(): { header: string; entries: string[]; lines: number; events: number } {
  const all: string[] = [];
  const { summary } = makePast({ seed: 'evening', nowMs: NOW_MS }, (line) => all.push(line));
  const wiped = all.findIndex((line) => / CLEARCHAT #derflaavius"/.test(line));
  let end = wiped + 900;
  while (!all[end]?.startsWith('{"wire":"irc"')) end += 1;
  const entries = all.slice(wiped - 1500, end + 1);
  const count = (wire: string): number => entries.filter((line) => line.startsWith(`{"wire":"${wire}"`)).length;
  const counts = { lines: count('irc'), events: count('eventsub'), numbers: count('helix') };
  return { ...counts, entries, header: JSON.stringify({ wire: 'header', ...summary, ...counts }) };
}

const piece = pieceOfPast();

async function* whole(): AsyncGenerator<string> {
  yield piece.header;
  yield* piece.entries;
}

function partsOf(record: RecordRig): ReplayParts {
  return {
    db: record.db as unknown as ReplayParts['db'],
    live: record.live,
    intake: record.intake,
    entriesAtOnce: 700,
  };
}

/** All rows, with people and looks by what they are: which number they were given hangs on who came first. */
async function rowsOf({ db }: RecordRig): Promise<Record<string, unknown[]>> {
  const people = await db.read.selectFrom('live_person').selectAll().orderBy('twitch_id').execute();
  const looks = await db.read.selectFrom('live_look').selectAll().execute();
  const nameOf = new Map(people.map((person) => [person.id, person.twitch_id]));
  const lookOf = new Map(looks.map(({ id, ...look }) => [id, look]));
  const chat = await db.read.selectFrom('live_chat_line').selectAll().orderBy('seq').execute();
  const events = await db.read.selectFrom('live_event').selectAll().orderBy('seq').execute();
  return {
    chat: chat.map(({ message_id: id, person, look, ...row }) => ({
      ...row,
      id: id === null ? null : Buffer.from(id).toString('hex'),
      person: nameOf.get(person ?? 0),
      look: lookOf.get(look ?? 0),
    })),
    events: events.map(({ person, ...row }) => ({ ...row, person: nameOf.get(person ?? 0) })),
    samples: await db.read.selectFrom('live_sample').selectAll().orderBy('kind').orderBy('at').execute(),
    people: people.map(({ id: _, ...person }) => person),
    channel: await db.read.selectFrom('live_channel').selectAll().orderBy('id').execute(),
    state: await db.read.selectFrom('live_line_state').selectAll().execute(),
  };
}

/** As if the process had died when so many lines and events were committed. */
function dyingAfter(record: RecordRig, left: { lines: number; events: number }): ReplayParts {
  const { intake } = record;
  return {
    ...partsOf(record),
    intake: {
      pastChatMessage(message) {
        if (left.lines > 0) intake.pastChatMessage(message);
        left.lines -= 1;
      },
      streamEvent(notification, atMs) {
        if (left.events > 0) intake.streamEvent(notification, atMs);
        left.events -= 1;
      },
      settled: async () => {
        await intake.settled();
        if (left.lines < 0 && left.events < 0) throw new Error('killed');
      },
    },
  };
}

describe('the replay of a past', () => {
  it('puts everything on record with its old time, without a hole before what comes next', async () => {
    const record = await openRecord();
    const progress: number[] = [];
    const parts: ReplayParts = { ...partsOf(record), onProgress: ({ done, total }) => progress.push(done / total) };
    expect(await replay(whole(), parts)).toBe(true);
    const { chat = [], events = [], samples = [] } = await rowsOf(record);
    expect(chat).toHaveLength(piece.lines);
    expect(events).toHaveLength(piece.events);
    expect(samples.length).toBeGreaterThan(100);
    const firstAt = (JSON.parse(piece.entries[0] ?? '') as { at: number }).at;
    expect(
      (events as { at: number; received_at: number }[]).every((row) => row.received_at === row.at && row.at >= firstAt),
    ).toBe(true);
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBe(1);

    record.intake.chatJoined({ atMs: NOW_MS + 5_000, reason: 'offline' });
    await record.intake.settled();
    expect((await rowsOf(record))['chat']).toHaveLength(piece.lines);
  });

  it('goes on where it was cut off, with the same rows as if it had not been', async () => {
    const straight = await openRecord();
    await replay(whole(), partsOf(straight));
    const expected = await rowsOf(straight);
    for (const left of [
      { lines: 0, events: 0 },
      { lines: 1, events: 0 },
      { lines: 900, events: 70 },
      { lines: 1700, events: 3 },
      { lines: piece.lines - 1, events: piece.events - 1 },
    ]) {
      const record = await openRecord();
      await expect(replay(whole(), dyingAfter(record, { ...left }))).rejects.toThrow('killed');
      expect(await replay(whole(), partsOf(record))).toBe(true);
      expect(await rowsOf(record)).toEqual(expected);
    }
  });

  it('finds nothing missing the second time and reads no further than the first line', async () => {
    const record = await openRecord();
    await replay(whole(), partsOf(record));
    const before = await rowsOf(record);
    let read = 0;
    async function* counted(): AsyncGenerator<string> {
      for await (const line of whole()) {
        read += 1;
        yield line;
      }
    }
    expect(await replay(counted(), partsOf(record))).toBe(false);
    expect(read).toBe(1);
    expect(await rowsOf(record)).toEqual(before);
  });

  it('leaves the past of another channel alone', async () => {
    const record = await openRecord();
    async function* foreign(): AsyncGenerator<string> {
      yield JSON.stringify({ ...(JSON.parse(piece.header) as object), channelId: '42' });
      yield* piece.entries;
    }
    expect(await replay(foreign(), partsOf(record))).toBe(false);
    expect(await rowsOf(record)).toMatchObject({ chat: [], events: [] });
  });

  it('says so when the past breaks off, and goes on with the rest the next time', async () => {
    const record = await openRecord();
    async function* broken(): AsyncGenerator<string> {
      yield piece.header;
      yield* piece.entries.slice(0, 2100);
    }
    await expect(replay(broken(), partsOf(record))).rejects.toThrow('broke off');
    expect(await replay(whole(), partsOf(record))).toBe(true);
    expect(await rowsOf(record)).toMatchObject({ chat: { length: piece.lines }, events: { length: piece.events } });
  });

  it('takes no more than it can store', async () => {
    const record = await openRecord();
    let read = 0;
    let most = 0;
    async function* counted(): AsyncGenerator<string> {
      yield piece.header;
      for (const line of piece.entries) {
        read += 1;
        most = Math.max(most, read);
        yield line;
      }
    }
    const parts = partsOf(record);
    const settled = async (): Promise<void> => {
      await record.intake.settled();
      read = 0;
    };
    await replay(counted(), { ...parts, intake: { ...record.intake, settled } });
    expect(most).toBeLessThanOrEqual(700);
  });
});
