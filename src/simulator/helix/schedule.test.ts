import { describe, expect, it } from 'vitest';
import { channelOf, userOf } from '../world.ts';
import { MESSAGES } from './messages.ts';
import { outcomeOf, PEOPLE, type QuietEvening, quietEvening, type RefusedCase } from './quiet-evening.ts';

const SCOPES = ['channel:manage:schedule'];
const caller = { as: 'streamer', scopes: SCOPES } as const;
const list = `/schedule?broadcaster_id=${PEOPLE.streamer}`;
const segmentPath = `/schedule/segment?broadcaster_id=${PEOPLE.streamer}`;
const withId = (id: string) => `${segmentPath}&id=${encodeURIComponent(id)}`;

interface Segment {
  readonly id: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly title: string;
  readonly canceled_until: string | null;
  readonly category: { readonly id: string; readonly name: string } | null;
  readonly is_recurring: boolean;
}
interface Schedule {
  readonly data: { readonly segments: readonly Segment[] | null };
  readonly pagination: { readonly cursor?: string };
}

/** A fresh evening whose schedule is empty. */
function emptySchedule(): QuietEvening {
  const evening = quietEvening();
  channelOf(evening.world, PEOPLE.streamer).schedule.segments = [];
  return evening;
}

const body = {
  start_time: '2026-11-25T18:30:00Z',
  timezone: 'Europe/Berlin',
  duration: '180',
  is_recurring: false,
  category_id: '27471',
  title: 'Freitags: die Bahnstrecke',
};
const weekly = { ...body, is_recurring: true };

async function add(evening: QuietEvening, input: Record<string, unknown> = body): Promise<Segment> {
  const answer = await evening.ask(caller, 'POST', segmentPath, input);
  const [segment] = (answer.body as Schedule).data.segments ?? [];
  if (!segment) throw new Error(JSON.stringify(answer));
  return segment;
}

async function read(evening: QuietEvening, more = ''): Promise<readonly Segment[] | null> {
  return ((await evening.ask({ as: 'app' }, 'GET', list + more)).body as Schedule).data.segments;
}

describe('GET /schedule', () => {
  it('gives one object with all fields', async () => {
    const evening = emptySchedule();
    await add(evening);
    expect((await evening.ask({ as: 'stranger' }, 'GET', list)).body).toEqual({
      data: {
        segments: [
          {
            id: expect.stringMatching(/=*$/),
            start_time: '2026-11-25T18:30:00Z',
            end_time: '2026-11-25T21:30:00Z',
            title: 'Freitags: die Bahnstrecke',
            canceled_until: null,
            category: { id: '27471', name: 'Minecraft' },
            is_recurring: false,
          },
        ],
        broadcaster_id: PEOPLE.streamer,
        broadcaster_login: 'derflaavius',
        broadcaster_name: 'derFlaavius',
        vacation: null,
      },
      pagination: {},
    });
  });

  it('says null, not an empty list, when all that was planned is over', async () => {
    const evening = emptySchedule();
    await add(evening);
    evening.wait(7 * 86_400_000);
    expect(await read(evening)).toBeNull();
  });

  it('keeps the clock on the wall of a series over the change to summer time', async () => {
    const evening = emptySchedule();
    await add(evening, { ...weekly, start_time: '2027-03-17T18:30:00Z' });
    const starts = (await read(evening, '&start_time=2027-03-20T00:00:00Z&first=3'))?.map((one) => one.start_time);
    expect(starts).toEqual(['2027-03-24T18:30:00Z', '2027-03-31T17:30:00Z', '2027-04-07T17:30:00Z']);
  });

  it('pages through a series, each showing with an id of its own', async () => {
    const evening = emptySchedule();
    await add(evening, weekly);
    const first = (await evening.ask(caller, 'GET', `${list}&first=25`)).body as Schedule;
    const after = encodeURIComponent(first.pagination.cursor ?? '');
    const second = (await evening.ask(caller, 'GET', `${list}&first=25&after=${after}`)).body as Schedule;
    const ids = [...(first.data.segments ?? []), ...(second.data.segments ?? [])].map((one) => one.id);
    expect(new Set(ids).size).toBe(50);
  });

  it('gives named segments', async () => {
    const evening = quietEvening();
    const [, second] = (await read(evening)) ?? [];
    expect(await read(evening, `&id=${encodeURIComponent(second?.id ?? '')}`)).toEqual([second]);
  });

  it('shows a vacation', async () => {
    const evening = emptySchedule();
    channelOf(evening.world, PEOPLE.streamer).schedule.vacation = {
      startAtMs: Date.parse('2026-12-24T00:00:00Z'),
      endAtMs: Date.parse('2027-01-01T00:00:00Z'),
    };
    expect((await evening.ask(caller, 'GET', list)).body).toMatchObject({
      data: { segments: null, vacation: { start_time: '2026-12-24T00:00:00Z', end_time: '2027-01-01T00:00:00Z' } },
    });
  });

  const get = { caller, method: 'GET', target: list };
  const refused: readonly RefusedCase[] = [
    {
      ...get,
      when: 'nothing was ever planned',
      target: `/schedule?broadcaster_id=${PEOPLE.moderator}`,
      status: 404,
      message: MESSAGES.noSchedule,
    },
    { ...get, when: 'no such segment exists', target: `${list}&id=abc`, status: 404, message: MESSAGES.noSchedule },
    {
      ...get,
      when: 'no channel is named',
      target: '/schedule',
      status: 400,
      message: MESSAGES.parameterMissing('broadcaster_id'),
    },
    {
      ...get,
      when: 'a page of 26 is asked for',
      target: `${list}&first=26`,
      status: 400,
      message: MESSAGES.parameterRange('first', 1, 25),
    },
    {
      ...get,
      when: '101 segments are asked for',
      target: list + '&id=a'.repeat(101),
      status: 400,
      message: MESSAGES.tooManyIds('id', 100),
    },
    {
      ...get,
      when: 'the start is no time',
      target: `${list}&start_time=soon`,
      status: 400,
      message: MESSAGES.segmentStart,
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });

  it('says 404 again when the last segment is gone', async () => {
    const evening = emptySchedule();
    const { id } = await add(evening);
    await evening.ask(caller, 'DELETE', withId(id));
    expect((await evening.ask(caller, 'GET', list)).status).toBe(404);
  });
});

describe('POST /schedule/segment', () => {
  it.each(['30', '1380', 30, 1380])('takes a duration of %j minutes', async (duration) => {
    const evening = emptySchedule();
    const segment = await add(evening, { ...body, duration });
    expect(Date.parse(segment.end_time) - Date.parse(segment.start_time)).toBe(Number(duration) * 60_000);
  });

  it('needs neither title nor category', async () => {
    const { start_time, timezone, duration } = body;
    const segment = await add(emptySchedule(), { start_time, timezone, duration });
    expect(segment).toMatchObject({ title: '', category: null, is_recurring: false });
  });

  it('lets someone who is no affiliate plan weekly series only', async () => {
    const evening = emptySchedule();
    userOf(evening.world, PEOPLE.streamer).broadcasterType = '';
    expect(await evening.ask(caller, 'POST', segmentPath, body)).toMatchObject({
      status: 403,
      body: { message: MESSAGES.nonRecurringForbidden },
    });
    expect((await evening.ask(caller, 'POST', segmentPath, weekly)).status).toBe(200);
  });

  it.each([
    ['at the same time', '2026-11-25T18:30:00Z', 400],
    ['into its end', '2026-11-25T21:29:00Z', 400],
    ['right after it', '2026-11-25T21:30:00Z', 200],
    ['into a later showing of the series', '2027-01-06T19:00:00Z', 400],
    ['between two showings', '2027-01-05T19:00:00Z', 200],
  ])('refuses to overlap another segment: %s', async (_, start, status) => {
    const evening = emptySchedule();
    await add(evening, weekly);
    const answer = await evening.ask(caller, 'POST', segmentPath, { ...body, start_time: start });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toMatchObject({ message: MESSAGES.segmentOverlap });
  });

  const post = { caller, method: 'POST', target: segmentPath, body };
  const bad = (when: string, more: Record<string, unknown>, message: string): RefusedCase => ({
    ...post,
    when,
    body: { ...body, ...more },
    status: 400,
    message,
  });
  const refused: readonly RefusedCase[] = [
    bad('the start is missing', { start_time: undefined }, MESSAGES.parameterMissing('start_time')),
    bad('the zone is missing', { timezone: undefined }, MESSAGES.parameterMissing('timezone')),
    bad('the duration is missing', { duration: undefined }, MESSAGES.parameterMissing('duration')),
    bad('the start is no time', { start_time: 'tomorrow' }, MESSAGES.segmentStart),
    bad('the start has no zone', { start_time: '2026-11-25T18:30:00' }, MESSAGES.segmentStart),
    bad('the start is over', { start_time: '2026-11-22T17:59:59Z' }, MESSAGES.segmentPast),
    bad('the zone is unknown', { timezone: 'Europe/Entenhausen' }, MESSAGES.segmentTimezone),
    bad('it lasts 29 minutes', { duration: '29' }, MESSAGES.segmentDuration),
    bad('it lasts 1381 minutes', { duration: '1381' }, MESSAGES.segmentDuration),
    bad('the duration is no number', { duration: 'long' }, MESSAGES.segmentDuration),
    bad('the category is unknown', { category_id: '1' }, MESSAGES.segmentCategory),
    bad('the title has 141 characters', { title: 'x'.repeat(141) }, MESSAGES.segmentTitle),
    {
      ...post,
      when: 'the scope is missing',
      caller: { as: 'streamer' },
      status: 401,
      message: MESSAGES.missingScope(SCOPES),
    },
    {
      ...post,
      when: 'the channel is someone else’s',
      caller: { as: 'moderator', scopes: SCOPES },
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});

describe('PATCH /schedule/segment', () => {
  it('moves and changes a single segment', async () => {
    const evening = emptySchedule();
    const { id } = await add(evening);
    const changes = { start_time: '2026-11-26T18:00:00Z', duration: '60', title: 'Neu', category_id: '743' };
    const answer = await evening.ask(caller, 'PATCH', withId(id), changes);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        data: {
          segments: [
            {
              start_time: '2026-11-26T18:00:00Z',
              end_time: '2026-11-26T19:00:00Z',
              title: 'Neu',
              category: { name: 'Chess' },
            },
          ],
        },
      },
    });
    expect(await read(evening)).toHaveLength(1);
  });

  it('changes the whole series, whichever showing was named', async () => {
    const evening = emptySchedule();
    await add(evening, weekly);
    const [, , third] = (await read(evening)) ?? [];
    await evening.ask(caller, 'PATCH', withId(third?.id ?? ''), { title: 'Neu', duration: 60 });
    const all = (await read(evening, '&first=4')) ?? [];
    expect(all.map((one) => one.title)).toEqual(['Neu', 'Neu', 'Neu', 'Neu']);
    expect(new Set(all.map((one) => Date.parse(one.end_time) - Date.parse(one.start_time)))).toEqual(
      new Set([3_600_000]),
    );
  });

  it('cancels the next showing, not the one named, and takes it back', async () => {
    const evening = emptySchedule();
    await add(evening, weekly);
    const [first, second] = (await read(evening)) ?? [];
    const answer = await evening.ask(caller, 'PATCH', withId(second?.id ?? ''), { is_canceled: true });
    expect(answer.body).toMatchObject({ data: { segments: [{ id: first?.id, canceled_until: first?.end_time }] } });
    expect((await read(evening, '&first=2'))?.map((one) => one.canceled_until)).toEqual([first?.end_time, null]);
    await evening.ask(caller, 'PATCH', withId(second?.id ?? ''), { is_canceled: false });
    expect((await read(evening, '&first=2'))?.map((one) => one.canceled_until)).toEqual([null, null]);
  });

  it('refuses with 400 to move a series', async () => {
    const evening = emptySchedule();
    const { id } = await add(evening, weekly);
    expect(await evening.ask(caller, 'PATCH', withId(id), { start_time: '2026-11-26T18:00:00Z' })).toMatchObject({
      status: 400,
      body: { message: MESSAGES.segmentRecurringMove },
    });
  });

  it.each([
    ['the start is over', { start_time: '2026-11-22T17:00:00Z' }, MESSAGES.segmentPast],
    ['it lasts 29 minutes', { duration: '29' }, MESSAGES.segmentDuration],
    ['the zone is unknown', { timezone: 'Mond' }, MESSAGES.segmentTimezone],
    ['the category is unknown', { category_id: '1' }, MESSAGES.segmentCategory],
    ['the title has 141 characters', { title: 'x'.repeat(141) }, MESSAGES.segmentTitle],
    ['it would reach into the next one', { duration: '240' }, MESSAGES.segmentOverlap],
    ['the cancellation is text', { is_canceled: 'yes' }, MESSAGES.parameterMalformed('is_canceled')],
  ])('refuses with 400 when %s, and changes nothing', async (_, changes, message) => {
    const evening = emptySchedule();
    const { id } = await add(evening);
    await add(evening, { ...body, start_time: '2026-11-25T21:30:00Z' });
    const before = await read(evening);
    const answer = await evening.ask(caller, 'PATCH', withId(id), { title: 'Neu', ...changes });
    expect(answer).toMatchObject({ status: 400, body: { message } });
    expect(await read(evening)).toEqual(before);
  });

  it('refuses with 403 to move a segment of who is no affiliate any more', async () => {
    const evening = emptySchedule();
    const { id } = await add(evening);
    userOf(evening.world, PEOPLE.streamer).broadcasterType = '';
    const answer = await evening.ask(caller, 'PATCH', withId(id), { start_time: '2026-11-26T18:00:00Z' });
    expect(answer).toMatchObject({ status: 403, body: { message: MESSAGES.nonRecurringForbidden } });
  });

  const patch = { caller, method: 'PATCH', target: withId('abc'), body: { title: 'Neu' } };
  const refused: readonly RefusedCase[] = [
    { ...patch, when: 'the segment is unknown', status: 404, message: MESSAGES.segmentNotFound },
    {
      ...patch,
      when: 'no segment is named',
      target: segmentPath,
      status: 400,
      message: MESSAGES.parameterMissing('id'),
    },
    {
      ...patch,
      when: 'the scope is missing',
      caller: { as: 'streamer' },
      status: 401,
      message: MESSAGES.missingScope(SCOPES),
    },
    {
      ...patch,
      when: 'the channel is someone else’s',
      caller: { as: 'manager', scopes: SCOPES },
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});

describe('DELETE /schedule/segment', () => {
  it('deletes the whole series, whichever showing was named', async () => {
    const evening = emptySchedule();
    await add(evening, weekly);
    await add(evening, { ...body, start_time: '2026-11-27T18:00:00Z' });
    const named = (await read(evening))?.filter((one) => one.is_recurring)[3];
    expect((await evening.ask(caller, 'DELETE', withId(named?.id ?? ''))).status).toBe(204);
    expect((await read(evening))?.map((one) => one.is_recurring)).toEqual([false]);
  });

  const remove = { caller, method: 'DELETE', target: withId('abc') };
  const refused: readonly RefusedCase[] = [
    { ...remove, when: 'the segment is unknown', status: 400, message: MESSAGES.segmentNotFound },
    {
      ...remove,
      when: 'no segment is named',
      target: segmentPath,
      status: 400,
      message: MESSAGES.parameterMissing('id'),
    },
    {
      ...remove,
      when: 'the scope is missing',
      caller: { as: 'streamer' },
      status: 401,
      message: MESSAGES.missingScope(SCOPES),
    },
    {
      ...remove,
      when: 'the channel is someone else’s',
      caller: { as: 'moderator', scopes: SCOPES },
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});
