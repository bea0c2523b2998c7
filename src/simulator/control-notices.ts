import type { ControlInput } from './control-switchboard.ts';
import type { World } from './world.ts';
import { notify } from './world-chat.ts';
import type { NoticeDetail } from './world-events.ts';

interface Told {
  readonly detail: NoticeDetail;
  /** Behind the name of the person. */
  readonly says: string;
}

/** What only stands in chat, by the word in `kind`. */
const NOTICES: Readonly<Record<string, (input: ControlInput) => Told>> = {
  'prime-upgrade': () => ({
    detail: { kind: 'prime-upgrade', tier: '1000' },
    says: 'converted from a Prime sub to a Tier 1 sub!',
  }),
  'gift-upgrade': (input) => ({
    detail: { kind: 'gift-upgrade', gifterId: personOrNobody(input, 'gifter') },
    says: 'is continuing the Gift Sub they got!',
  }),
  'pay-forward': (input) => ({
    detail: {
      kind: 'pay-forward',
      priorGifterId: personOrNobody(input, 'gifter'),
      recipientId: personOrNobody(input, 'recipient'),
    },
    says: 'is paying forward the Gift they got!',
  }),
  modiversary: (input) => ({
    detail: { kind: 'modiversary', months: input.number('months', 12) },
    says: 'celebrates their modiversary!',
  }),
  'bits-badge': (input) => ({
    detail: { kind: 'bits-badge', threshold: input.number('bits', 1000) },
    says: 'just earned a new Bits badge!',
  }),
  'sub-extended': (input) => ({
    detail: { kind: 'sub-extended', tier: '1000', months: input.number('months', 6), endMonth: 12 },
    says: 'extended their Tier 1 subscription!',
  }),
  'prime-gift-received': (input) => ({
    detail: { kind: 'prime-gift-received', gift: 'Loot', recipientId: input.person('recipient').id },
    says: 'received a Prime gift!',
  }),
  'reward-gift': () => ({
    detail: { kind: 'reward-gift', trigger: 'CHEER', amount: 300, count: 5 },
    says: 'shared rewards with 5 others in Chat!',
  }),
  ritual: () => ({ detail: { kind: 'ritual', name: 'new_chatter' }, says: 'is new here. Say hello!' }),
  'social-badge': () => ({ detail: { kind: 'social-badge', level: 2 }, says: 'earned a sharing badge!' }),
};

/** @returns undefined for a kind that is not known here. */
export function playNotice(world: World, input: ControlInput): boolean | undefined {
  const kind = input.text('kind');
  const told = Object.hasOwn(NOTICES, kind) ? NOTICES[kind]?.(input) : undefined;
  if (!told) return undefined;
  const user = input.person('login');
  notify(world, {
    channelId: input.channelId(),
    userId: user.id,
    text: input.text('text', ''),
    systemText: `${user.displayName} ${told.says}`,
    detail: told.detail,
  });
  return true;
}

function personOrNobody(input: ControlInput, name: string): string | null {
  return input.has(name) ? input.person(name).id : null;
}
