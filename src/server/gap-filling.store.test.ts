import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ChatLineView, LiveSettings } from '../contract/live.ts';
import { cleanUpLater } from '../testing/clean-up.ts';
import { CHANNEL, openRecord, privmsg, type RecordRig } from '../testing/record.ts';

const START_MS = Date.UTC(2026, 10, 22, 18);
const at = (seconds: number): number => START_MS + seconds * 1000;

const iso = (seconds: number): string => new Date(at(seconds)).toISOString();

/** A recent-messages service as far as a test needs one. */
async function openService(answer: () => { status?: number; body: unknown; afterMs?: number }) {
  const asked: { url: string | undefined; cookie: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, cookie: request.headers.cookie });
    const { status = 200, body, afterMs = 0 } = answer();
    const timer = setTimeout(() => {
      response.writeHead(status, { 'content-type': 'application/json', location: 'http://localhost:1/' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    }, afterMs);
    cleanUpLater(() => clearTimeout(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUpLater(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/recent`, asked };
}

/** As the service tells a line: raw, with the moment it heard it. */
const told = (raw: string, atMs: number): string => raw.replace('@', `@rm-received-ts=${atMs};`);
const line = (number: number, seconds: number, text = `line ${number}`): string =>
  privmsg(number, text, { sentAtMs: at(seconds) });
const ban = (seconds: number, user: string): string =>
  `@room-id=${CHANNEL.twitchId};target-user-id=${user};tmi-sent-ts=${at(seconds)} :tmi.twitch.tv CLEARCHAT #${CHANNEL.login} :bob_b`;

async function stored(record: RecordRig): Promise<ChatLineView[]> {
  return (await record.call<{ lines: ChatLineView[] }>(record.live, 'chat', {})).lines;
}

const shortly = (lines: readonly ChatLineView[]): unknown[] =>
  lines.map((one) => (one.gap ? `gap ${one.gap.filled}` : `${one.isFilled ? 'filled ' : ''}${one.text || one.kind}`));

const useService = (record: RecordRig, recentMessagesUrl: string | null) =>
  record.call<LiveSettings>(record.live, 'changeSettings', { recentMessagesUrl });

/** Line 1 is heard, the line breaks at 10 s and is back at 60 s. */
async function breakLine(record: RecordRig): Promise<void> {
  record.intake.chatJoined({ atMs: at(0), reason: 'offline' });
  await record.receive(line(1, 5));
  record.intake.chatAlive(at(10));
  await record.intake.settled();
  record.intake.chatJoined({ atMs: at(60), reason: 'connection-lost' });
}

describe('a gap of the chat', () => {
  it('stays one while no service is named', async () => {
    const record = await openRecord();
    await breakLine(record);
    await record.receive(line(9, 61));
    expect(shortly(await stored(record))).toEqual(['line 1', 'gap null', 'line 9']);
  });

  it('is filled before the first new line, each once, and says with how many', async () => {
    const service = await openService(() => ({
      afterMs: 50,
      body: {
        messages: [
          told(line(1, 5), at(5)),
          told(line(3, 30), at(30)),
          told(line(2, 20), at(20)),
          told(line(2, 20), at(20)),
          told(ban(40, '71000011'), at(40)),
          told(line(9, 61), at(61)),
          told(line(8, 600), at(600)),
          told(line(7, -600), at(-600)),
          told(`@room-id=${CHANNEL.twitchId};slow=0 :tmi.twitch.tv ROOMSTATE #${CHANNEL.login}`, at(33)),
          told(privmsg(6, 'elsewhere', { sentAtMs: at(33) }).replace(CHANNEL.twitchId, '77'), at(33)),
          'no line at all',
          7,
        ],
        error: null,
      },
    }));
    const record = await openRecord();
    await useService(record, service.url);
    await breakLine(record);
    await record.receive(line(9, 61), ban(62, '5'));
    const lines = await stored(record);
    expect(shortly(lines)).toEqual([
      'line 1',
      'gap 3',
      'filled line 2',
      'filled line 3',
      'filled ban',
      'line 9',
      'ban',
    ]);
    // What a removal in the gap takes down is taken down, what came after it is not.
    expect(lines.map(({ removed }) => removed?.by ?? null)).toEqual(['ban', null, 'ban', 'ban', null, null, null]);
    expect(lines.map(({ sentAt }) => sentAt)).toEqual([...lines.map(({ sentAt }) => sentAt)].sort());
    expect(service.asked).toEqual([{ url: '/recent/derflaavius', cookie: undefined }]);
    expect(shortly(record.told.chat)).toEqual(shortly(lines));
  });

  it.each([
    ['is down', { status: 503, body: 'away' }],
    ['sends elsewhere', { status: 302, body: '' }],
    ['answers nonsense', { body: '{' }],
    ['does not know the channel', { body: { messages: [], error: 'no', error_code: 'channel_ignored' } }],
    ['answers too much', { body: 'x'.repeat(1024 * 1024 + 1) }],
  ])('stays one when the service %s', async (_, answer) => {
    const service = await openService(() => answer);
    const record = await openRecord();
    await useService(record, service.url);
    await breakLine(record);
    await record.receive(line(9, 61));
    expect(shortly(await stored(record))).toEqual(['line 1', 'gap null', 'line 9']);
    expect(record.log.text()).toContain('recent-messages-failed');
  });

  it('is filled also when the line broke again while the service was asked about the one before', async () => {
    const service = await openService(() => ({
      afterMs: 50,
      body: { messages: [told(line(1, 5), at(5)), told(line(2, 30), at(30)), told(line(4, 70), at(70))] },
    }));
    const record = await openRecord();
    await useService(record, service.url);
    await breakLine(record);
    const receiving = record.receive(line(3, 62));
    record.intake.chatJoined({ atMs: at(80), reason: 'connection-lost' });
    await Promise.all([receiving, record.receive(line(5, 81))]);
    expect(shortly(await stored(record))).toEqual([
      'line 1',
      'gap 1',
      'filled line 2',
      'line 3',
      'gap 1',
      'filled line 4',
      'line 5',
    ]);
    expect(service.asked).toHaveLength(2);
  });

  it('stays one where the service remembers nothing of it any more, in the coverage as well', async () => {
    const service = await openService(() => ({
      body: { messages: [told(line(2, 45), at(45)), told(line(3, 50), at(50))], error: null },
    }));
    const record = await openRecord();
    record.clock.advance(120_000);
    await useService(record, service.url);
    await breakLine(record);
    await record.receive(line(9, 61));
    const lines = await stored(record);
    expect(shortly(lines)).toEqual(['line 1', 'gap null', 'gap 2', 'filled line 2', 'filled line 3', 'line 9']);
    expect(lines[1]).toMatchObject({ sentAt: iso(10), gap: { until: iso(45), reason: 'connection-lost' } });
    expect(lines[2]).toMatchObject({ sentAt: iso(45), gap: { until: iso(60), reason: 'connection-lost' } });
    const { lines: covered } = await record.live.coverage(at(0), at(60));
    expect(covered.find((one) => one.line === 'chat')?.gaps).toEqual([{ from: iso(10), until: iso(45) }]);
  });

  it('is kept though a line that fills it can never be stored', async () => {
    const service = await openService(() => ({
      body: { messages: [told(line(1, 5), at(5)), told(line(2, 45, 'poison'), at(45))], error: null },
    }));
    const record = await openRecord({
      wrap: (context) => ({
        ...context,
        live: {
          ...context.live,
          appendLines: (db, lines) =>
            lines.some(({ text }) => text === 'poison')
              ? Promise.reject(new Error('not to be stored'))
              : context.live.appendLines(db, lines),
        },
      }),
    });
    await useService(record, service.url);
    await breakLine(record);
    await record.receive(line(9, 61));
    expect(shortly(await stored(record))).toEqual(['line 1', 'gap null', 'line 9']);
  });

  it('says when the service knew of nothing', async () => {
    const service = await openService(() => ({ body: { messages: [], error: null, error_code: null } }));
    const record = await openRecord();
    await useService(record, service.url);
    await breakLine(record);
    await record.receive(line(9, 61));
    expect(shortly(await stored(record))).toEqual(['line 1', 'gap 0', 'line 9']);
  });

  it('reaches over what waited for the service when the server ends in that time', async () => {
    const service = await openService(() => ({ afterMs: 2_000, body: { messages: [told(line(2, 20), at(20))] } }));
    const record = await openRecord();
    await useService(record, service.url);
    await breakLine(record);
    record.intake.chatAlive(at(70));
    // Killed: nothing of the intake is told to end. The next start finds what is stored.
    const next = await openRecord({ db: record.db });
    await useService(next, null);
    next.intake.chatJoined({ atMs: at(90), reason: 'offline' });
    await next.intake.settled();
    expect(next.told.chat).toMatchObject([{ sentAt: new Date(at(10)).toISOString(), gap: { reason: 'offline' } }]);
    await record.intake.stop();
  });

  it('is stored without its filling when the server stops in an orderly way', async () => {
    const service = await openService(() => ({ afterMs: 2_000, body: { messages: [told(line(2, 20), at(20))] } }));
    const record = await openRecord();
    await useService(record, service.url);
    await breakLine(record);
    record.intake.chatAlive(at(70));
    await record.intake.stop();
    expect(shortly(await stored(record))).toEqual(['line 1', 'gap null']);
  });

  it('begins where the last line was sent, however late it came', async () => {
    const record = await openRecord();
    record.intake.chatJoined({ atMs: at(0), reason: 'offline' });
    record.clock.advance(60_000);
    await record.receive(line(1, 40));
    record.intake.chatJoined({ atMs: at(90), reason: 'connection-lost' });
    await record.intake.settled();
    expect((await stored(record)).at(-1)).toMatchObject({ sentAt: new Date(at(40)).toISOString(), gap: {} });
  });
});

describe('the address of a service', () => {
  it.each([
    'http://recent.example/api',
    'ftp://localhost/',
    'https://me:secret@recent.example/',
    'https://recent.example/?channel=',
    'http://192.168.1.1/',
    'http://localhost.example/',
    'recent.example',
  ])('is refused: %s', async (url) => {
    const record = await openRecord();
    await expect(useService(record, url)).rejects.toMatchObject({ code: 'live.service-address' });
    expect(await record.call(record.live, 'settings', {})).toEqual({ recentMessagesUrl: null });
  });

  it('is kept, also over a restart, until it is taken away', async () => {
    const record = await openRecord();
    expect(await useService(record, ' https://recent.example/api/v2/recent-messages/ ')).toEqual({
      recentMessagesUrl: 'https://recent.example/api/v2/recent-messages',
    });
    const next = await openRecord({ db: record.db });
    await next.live.restore();
    expect(next.live.fillsGaps()).toBe(true);
    await useService(next, null);
    await record.live.restore();
    expect(record.live.fillsGaps()).toBe(false);
  });
});
