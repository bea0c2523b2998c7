import { expect, it } from 'vitest';
import type { EntryView, finance } from '../../../contract/finance.ts';
import { callerOf } from '../../../testing/record.ts';
import { minute, openRevenue, type RevenueRig } from '../../../testing/revenue.ts';

const call = <Reply>(rig: RevenueRig, name: keyof typeof finance, input: object) =>
  rig.record.call<Reply>(rig.finance, name, input, callerOf('streamer'));

async function book(rig: RevenueRig, key: string, broadcastId: number): Promise<EntryView> {
  return await call<EntryView>(rig, 'addEntry', {
    idempotencyKey: `stream-entry-${key}`,
    day: '2026-11-01',
    category: 'tips',
    text: `Trinkgeld ${key}`,
    amount: { minor: '500', currency: 'EUR' },
    place: 'paypal',
    broadcastId,
  });
}

it('carries bookings along when their stream turns out to be part of another, sealed ones untouched', async () => {
  const rig = await openRevenue();
  await rig.stream('s1', 0, 60);
  await rig.stream('s3', 75, 120);
  const [, second] = await rig.context.live.broadcastsBetween(minute(-10), minute(200));
  const first = (await rig.context.live.broadcastsBetween(minute(-10), minute(10)))[0];
  const [one, two] = [first?.id ?? 0, second?.id ?? 0];
  expect(one).not.toBe(two);
  const sealed = await book(rig, 'sealed', two);
  const draft = await book(rig, 'draft', two);
  await book(rig, 'own', one);
  await call(rig, 'seal', { entryIds: [sealed.id] });

  // Late: a stream between the two, so that no pause is longer than ten minutes.
  await rig.stream('s2', 65, 70);
  expect((await rig.context.live.broadcastsBetween(minute(-10), minute(200))).map(({ id }) => id)).toEqual([one]);

  for (const { id } of [sealed, draft]) {
    expect(await call<EntryView>(rig, 'entry', { entryId: id })).toMatchObject({ broadcastId: one });
  }
  expect(await call(rig, 'entries', { broadcastId: one })).toMatchObject({ count: 3 });
  expect(await call(rig, 'streams', {})).toMatchObject({
    streams: [{ broadcast: { id: one }, income: [{ minor: '1500', currency: 'EUR' }] }],
  });
  const { entries } = await call<{ entries: EntryView[] }>(rig, 'streamReport', { broadcastId: one });
  expect(entries.map(({ text }) => text).toSorted()).toEqual(['Trinkgeld draft', 'Trinkgeld own', 'Trinkgeld sealed']);
  expect(await rig.finance.verify()).toBeUndefined();
  const { broadcastId, version } = await call<EntryView>(rig, 'entry', { entryId: draft.id });
  const { id: _, ...change } = { ...draft, broadcastId, version, entryId: draft.id, text: 'anders', documents: [] };
  expect(await call(rig, 'changeEntry', { ...change, amount: { minor: '500', currency: 'EUR' } })).toMatchObject({
    text: 'anders',
    broadcastId: one,
  });
});
