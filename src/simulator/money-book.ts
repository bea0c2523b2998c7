import type { World } from './world.ts';
import type { NoticeDetail, WorldEvent } from './world-events.ts';
import type { MoneyEntry, MoneySource } from './world-state.ts';

interface MoneyTotals {
  readonly events: number;
  readonly quantity: number;
}

export interface MoneyBook {
  readonly entries: readonly MoneyEntry[];
  readonly totals: Readonly<Record<MoneySource, MoneyTotals>>;
}

/**
 * The simulator's own book of the money it sent, kept from what happened and not from what was written on
 * the wire: whoever reads the wire can be compared with it. Not in it is what tells of money a second time
 * (the announcement of a gift bomb, an upgrade before its first paid month, a gifted month that is shown), what
 * happened in another channel, and what the broadcaster gives herself.
 */
export function bookMoney(world: World, event: WorldEvent, type: string, messageId: string): void {
  const earned = earnedBy(event, type);
  if (earned) world.state.money.push({ messageId, ...earned, atMs: world.nowMs() });
}

function earnedBy(event: WorldEvent, type: string): Omit<MoneyEntry, 'messageId' | 'atMs'> | undefined {
  if (event.kind === 'cheered' && type === 'channel.bits.use' && event.userId !== event.channelId) {
    return { source: 'bits', tier: null, quantity: event.bits, userId: event.userId };
  }
  if (event.kind === 'power-up' && type === 'channel.bits.use' && event.userId !== event.channelId) {
    return { source: 'bits', tier: null, quantity: event.bits, userId: event.userId };
  }
  if (event.kind !== 'notice' || type !== 'channel.chat.notification') return undefined;
  const { userId, channelId, detail, source } = event.notice;
  const paid = source || userId === channelId ? undefined : paidFor(detail);
  return paid && { ...paid, userId };
}

function paidFor(detail: NoticeDetail): Pick<MoneyEntry, 'source' | 'tier' | 'quantity'> | undefined {
  switch (detail.kind) {
    case 'sub':
      if (detail.isPrime) return { source: 'prime', tier: null, quantity: 1 };
      // What was bought ahead is earned month by month; a later month stands in the book when it is shown.
      return { source: 'sub', tier: detail.tier, quantity: 1 };
    case 'resub':
      if (detail.gift) return undefined;
      return detail.isPrime
        ? { source: 'prime', tier: null, quantity: 1 }
        : { source: 'sub', tier: detail.tier, quantity: 1 };
    case 'sub-gift':
      return { source: 'gift', tier: detail.tier, quantity: detail.months };
    default:
      return undefined;
  }
}

export function readBook(world: World): MoneyBook {
  const { money: entries } = world.state;
  const totalOf = (source: MoneySource): MoneyTotals => {
    const own = entries.filter((entry) => entry.source === source);
    return { events: own.length, quantity: own.reduce((sum, entry) => sum + entry.quantity, 0) };
  };
  return {
    entries,
    totals: { sub: totalOf('sub'), prime: totalOf('prime'), gift: totalOf('gift'), bits: totalOf('bits') },
  };
}
