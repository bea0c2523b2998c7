import { expect, it } from 'vitest';
import { finance } from '../contract/finance.ts';
import { live } from '../contract/live.ts';
import type { MoneyBook } from '../simulator/money-book.ts';
import { cleanUpLater } from '../testing/clean-up.ts';
import { startTestApp } from '../testing/start-test-app.ts';

it('counts an evening over the wire as the simulator’s own book does, whatever comes twice or over a new line', async () => {
  const app = await startTestApp();
  cleanUpLater(() => app.stop());
  const owner = await app.owner();
  const { control } = app.twitch;
  const isConnected = async () => (await owner.call(live.connections, {})).events.state;
  const book = async (): Promise<MoneyBook> =>
    (await (await fetch(`http://localhost:${app.twitch.httpPort}/sim/book`)).json()) as MoneyBook;
  const rows = () =>
    app
      .read<{ message_id: string; source: string; tier: string | null; quantity: number }>(
        'SELECT message_id, source, tier, quantity FROM finance_accrual ORDER BY message_id',
      )
      .map((row) => `${row.message_id} ${row.source} ${row.tier} ${row.quantity}`);
  const booked = async () =>
    (await book()).entries
      .map((entry) => `${entry.messageId} ${entry.source} ${entry.tier} ${entry.quantity}`)
      .toSorted();
  await expect.poll(isConnected, { timeout: 15_000 }).toBe('connected');

  const evening: readonly (Readonly<Record<string, unknown>> | 'reconnect')[] = [
    { kind: 'online' },
    { kind: 'bits', login: 'waldkauz77', bits: 250, text: 'hallo' },
    { kind: 'sub', login: 'der_ole', tier: '1000' },
    { kind: 'sub', login: 'kaffeebohne_7', tier: 'prime' },
    { kind: 'sub', login: 'derflaavius', tier: '3000' },
    { kind: 'resub', login: 'brezel_bube', tier: '2000', text: 'weiter so' },
    'reconnect',
    { kind: 'gift', login: 'keksdose_m', tier: '1000', count: 5 },
    { kind: 'gift', tier: '3000', count: 1 },
    { kind: 'gift', tier: '1000', count: 3 },
    { kind: 'bits', login: 'lotta_liest', bits: 1000, text: 'für die Torte' },
    { kind: 'bits', login: 'derflaavius', bits: 100, text: 'Probe' },
    { kind: 'raid', login: 'frau_holle_tv', viewers: 12 },
    { kind: 'offline' },
  ];
  for (const step of evening) {
    if (step === 'reconnect') {
      await control('eventsub/reconnect');
      continue;
    }
    await control('event', step);
    await control('eventsub/duplicate');
  }
  await expect.poll(rows, { timeout: 15_000 }).toEqual(await booked());
  expect((await book()).totals).toMatchObject({
    sub: { events: 2 },
    prime: { events: 1 },
    gift: { events: 9, quantity: 9 },
    bits: { events: 2, quantity: 1250 },
  });

  const { ninetyDays, stream, ninetyDaysSources } = await owner.call(finance.overview, { zone: 'Europe/Berlin' });
  expect(ninetyDays.estimated).toEqual([{ minor: '5925', currency: 'USD' }]);
  expect(stream?.estimated).toEqual(ninetyDays.estimated);
  expect(ninetyDaysSources.map(({ source, amount }) => [source, amount.minor])).toEqual([
    ['sub', '800'],
    ['prime', '225'],
    ['gift', '3650'],
    ['bits', '1250'],
  ]);
}, 60_000);
