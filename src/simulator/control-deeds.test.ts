import { describe, expect, it } from 'vitest';
import { playDeed } from './control-deeds.ts';
import { readControlInput } from './control-switchboard.ts';
import { type QuietWorld, quietWorld } from './quiet-world.ts';

type Order = Readonly<Record<string, unknown>> & { readonly kind: string };

function play(room: QuietWorld, order: Order): boolean | undefined {
  return playDeed(room.world, readControlInput(room.world, JSON.stringify(order)));
}

const login = 'fremder_gast';

describe('what can be made to happen', () => {
  it.each<readonly [Order, string]>([
    [{ kind: 'ad-break', seconds: 30 }, 'ad-break'],
    [{ kind: 'shoutout', login }, 'shoutout'],
    [{ kind: 'shoutout-received', login }, 'shoutout'],
    [{ kind: 'raid-order', login }, 'raid-ordered'],
    [{ kind: 'shared-chat-join', login: 'frau_holle_tv' }, 'shared-chat'],
    [{ kind: 'shared-chat-join', host: 'frau_holle_tv' }, 'shared-chat'],
    [{ kind: 'whisper', login, text: 'psst' }, 'whisper'],
    [{ kind: 'profile', login, description: 'ich' }, 'user-updated'],
    [{ kind: 'account', login, isSuspended: true }, 'account-suspended'],
    [{ kind: 'automod-level', level: 4 }, 'automod-settings-changed'],
    [{ kind: 'term-add', text: 'käse' }, 'terms-changed'],
    [{ kind: 'warn', login, reason: 'Ruhe' }, 'warned'],
    [{ kind: 'suspicious', login, status: 'restricted' }, 'suspicion-changed'],
    [{ kind: 'goal-begin', target: 5 }, 'goal'],
    [{ kind: 'charity-start' }, 'charity'],
    [{ kind: 'power-up', login, type: 'celebration' }, 'power-up'],
    [{ kind: 'custom-power-up', login }, 'power-up'],
    [{ kind: 'highlight', login, text: 'seht her' }, 'message'],
    [{ kind: 'automatic-reward', login, text: 'hi' }, 'automatic-reward'],
    [{ kind: 'reward-add', title: 'Neu' }, 'reward-added'],
    [{ kind: 'reward-update', isPaused: true }, 'reward-updated'],
    [{ kind: 'reward-remove' }, 'reward-removed'],
    [{ kind: 'poll-begin', title: 'Weiter?' }, 'poll'],
    [{ kind: 'prediction-begin', title: 'Sieg?' }, 'prediction'],
    ...['prime-upgrade', 'gift-upgrade', 'pay-forward', 'modiversary', 'bits-badge', 'sub-extended'].map(
      (kind) => [{ kind, login }, 'notice'] as const,
    ),
    ...['reward-gift', 'ritual', 'social-badge'].map((kind) => [{ kind, login }, 'notice'] as const),
    [{ kind: 'prime-gift-received', login, recipient: 'pixelpaul' }, 'notice'],
  ])('%j is told as %s', (order, told) => {
    const room = quietWorld();
    expect(play(room, order)).toBe(true);
    expect(room.events.map((event) => event.kind)).toContain(told);
  });

  it.each<readonly [Order, Order]>([
    [{ kind: 'raid-order', login }, { kind: 'raid-call-off' }],
    [{ kind: 'raid-order', login }, { kind: 'raid-now' }],
    [{ kind: 'shared-chat-join', login }, { kind: 'shared-chat-leave' }],
    [
      { kind: 'term-add', text: 'käse' },
      { kind: 'term-remove', text: 'käse' },
    ],
    [
      { kind: 'warn', login },
      { kind: 'warning-read', login },
    ],
    [{ kind: 'goal-begin' }, { kind: 'goal-progress' }],
    [{ kind: 'goal-begin' }, { kind: 'goal-end' }],
    [{ kind: 'charity-start' }, { kind: 'charity-donation', login }],
    [{ kind: 'charity-start' }, { kind: 'charity-stop' }],
    [
      { kind: 'poll-begin', title: 'x' },
      { kind: 'poll-vote', choice: 2 },
    ],
    [{ kind: 'poll-begin', title: 'x' }, { kind: 'poll-end' }],
    [
      { kind: 'prediction-begin', title: 'x' },
      { kind: 'prediction-bet', login },
    ],
    [{ kind: 'prediction-begin', title: 'x' }, { kind: 'prediction-lock' }],
    [
      { kind: 'prediction-begin', title: 'x' },
      { kind: 'prediction-end', outcome: 1 },
    ],
  ])('after %j there is %j, not before', (first, second) => {
    const room = quietWorld();
    expect(play(room, second)).toBe(false);
    expect(play(room, first)).toBe(true);
    expect(play(room, second)).toBe(true);
  });

  it('changes what nobody is told of', () => {
    const room = quietWorld();
    for (const order of [
      { kind: 'ad-plan' },
      { kind: 'verification', phone: true },
      { kind: 'editor', login },
      { kind: 'clip-fails' },
    ]) {
      expect(play(room, order)).toBe(true);
    }
    expect(room.events).toEqual([]);
  });

  it('knows no other kind, and no other word', () => {
    const room = quietWorld();
    expect(play(room, { kind: 'dance' })).toBeUndefined();
    expect(() => play(room, { kind: 'suspicious', login, status: 'maybe' })).toThrow('"status" must be one of');
  });
});
