import { expect, it } from 'vitest';
import { finance } from '../../../contract/finance.ts';
import { twitchUserId } from '../../../kernel/id.ts';
import { CHANNEL } from '../../../testing/record.ts';
import { bitsUse, minute, openRevenue, type RevenueRig } from '../../../testing/revenue.ts';
import { closeBroadcasts } from './close-broadcasts.ts';
import { revenueHandlers } from './routes.ts';

const NEXT = twitchUserId('71009999');

/** An evening of the channel, then another one is connected. */
async function afterTheChange(): Promise<{ rig: RevenueRig; handlers: ReturnType<typeof revenueHandlers> }> {
  const rig = await openRevenue();
  await rig.stream('s1', 0, 120);
  await rig.tell({ id: 'b1', type: 'channel.bits.use', atMs: minute(10), event: bitsUse(250) });
  await rig.db.transaction(async (db) => {
    const known = await db.selectFrom('live_channel').selectAll().executeTakeFirstOrThrow();
    await db
      .insertInto('live_channel')
      .values({ ...known, id: known.id + 1, twitch_id: NEXT, login: 'neu' })
      .execute();
  });
  const next = { ...CHANNEL, twitchId: NEXT };
  return { rig, handlers: revenueHandlers({ ...rig.context, channel: () => next }) };
}

it('shows no estimates of a channel that was connected before, as it shows none of its streams', async () => {
  const { rig, handlers } = await afterTheChange();
  const own = revenueHandlers(rig.context);
  const input = finance.overview.input.parse({ zone: 'Europe/Berlin' });
  const money = (overview: Awaited<ReturnType<typeof own.overview>>) => [
    overview.ninetyDays.estimated,
    overview.days,
    overview.ninetyDaysSources,
  ];
  expect((await own.overview(input, {} as never)).ninetyDays.estimated).toEqual([{ minor: '250', currency: 'USD' }]);
  expect(money(await handlers.overview(input, {} as never))).toEqual([[], [], []]);
  const rows = finance.accruals.input.parse({});
  expect(await own.accruals(rows, {} as never)).toMatchObject({ count: 1 });
  expect(await handlers.accruals(rows, {} as never)).toMatchObject({ count: 0, accruals: [], total: [] });
  const ofStream = finance.accruals.input.parse({ broadcastId: 1 });
  await expect(handlers.accruals(ofStream, {} as never)).rejects.toMatchObject({ code: 'finance.unknown-broadcast' });
});

it('keeps the books whole over the change: they are the person’s', async () => {
  const { rig } = await afterTheChange();
  await closeBroadcasts({ ...rig.context });
  const entries = await rig.db.read.selectFrom('finance_entry').select(['amount_minor', 'broadcast_id']).execute();
  expect(entries).toEqual([{ amount_minor: 250n, broadcast_id: 1 }]);
});

it('counts no money of one channel to a stream of another that ran at the same time', async () => {
  const { rig } = await afterTheChange();
  await rig.db.transaction(async (db) => {
    const broadcast = await db.selectFrom('live_broadcast').selectAll().executeTakeFirstOrThrow();
    await db
      .insertInto('live_broadcast')
      .values({ ...broadcast, id: 99, channel: broadcast.channel + 1, stream_id: 'x1' })
      .execute();
  });
  await closeBroadcasts(rig.context);
  const entries = await rig.db.read.selectFrom('finance_entry').select(['amount_minor', 'broadcast_id']).execute();
  expect(entries).toEqual([{ amount_minor: 250n, broadcast_id: 1 }]);
});
