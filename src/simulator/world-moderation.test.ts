import { expect, it } from 'vitest';
import { type QuietWorld, quietWorld } from './quiet-world.ts';
import { channelOf } from './world.ts';
import { sendLine } from './world-chat.ts';
import { addModerator, addVip, banUser, removeModerator, setShieldMode, unbanUser } from './world-moderation.ts';
import { activeBan, canModerate } from './world-roles.ts';

function ban(room: QuietWorld, by: string, whom: string, seconds: number | null) {
  return banUser(room.world, {
    channelId: room.streamerId,
    moderatorId: room.id(by),
    userId: room.id(whom),
    reason: 'Test',
    seconds,
  });
}

it('takes all lines of a banned person away', () => {
  const room = quietWorld();
  const userId = room.id('xx_bohne_xx');
  const sent = sendLine(room.world, { channelId: room.streamerId, userId, text: 'nix los' });
  ban(room, 'pixelpaul', 'xx_bohne_xx', 60);
  expect(sent).toMatchObject({ value: { deletedBy: room.id('pixelpaul') } });
});

it.each([
  ['the broadcaster', 'pixelpaul', 'derflaavius', 'broadcaster'],
  ['another moderator', 'pixelpaul', 'nordlicht_mod', 'moderator'],
  ['oneself', 'derflaavius', 'derflaavius', 'broadcaster'],
])('does not ban %s', (_, by, whom, error) => {
  expect(ban(quietWorld(), by, whom, null)).toEqual({ ok: false, error });
});

it('lets the broadcaster ban a moderator, who is none afterwards', () => {
  const room = quietWorld();
  expect(ban(room, 'derflaavius', 'pixelpaul', 60).ok).toBe(true);
  expect(canModerate(channelOf(room.world, room.streamerId), room.id('pixelpaul'))).toBe(false);
});

it('changes a timeout, turns it into a ban, and refuses a second ban', () => {
  const room = quietWorld();
  const current = () => activeBan(room.world, channelOf(room.world, room.streamerId), room.id('xx_bohne_xx'));
  ban(room, 'pixelpaul', 'xx_bohne_xx', 60);
  ban(room, 'pixelpaul', 'xx_bohne_xx', 600);
  expect(current()?.endsAtMs).toBe(room.world.nowMs() + 600_000);
  ban(room, 'pixelpaul', 'xx_bohne_xx', null);
  expect(current()?.endsAtMs).toBeNull();
  expect(ban(room, 'pixelpaul', 'xx_bohne_xx', null)).toEqual({ ok: false, error: 'already-banned' });
});

it('forgets a timeout when its time is over', () => {
  const room = quietWorld();
  ban(room, 'pixelpaul', 'xx_bohne_xx', 60);
  room.wait(60);
  const order = { channelId: room.streamerId, moderatorId: room.id('pixelpaul'), userId: room.id('xx_bohne_xx') };
  expect(unbanUser(room.world, order)).toEqual({ ok: false, error: 'not-banned' });
});

it('gives roles only where Twitch would', () => {
  const room = quietWorld();
  const add = (login: string) => addModerator(room.world, room.streamerId, room.id(login));
  expect(add('pixelpaul')).toEqual({ ok: false, error: 'already' });
  expect(add('keksdose_m')).toEqual({ ok: false, error: 'is-vip' });
  ban(room, 'pixelpaul', 'xx_bohne_xx', null);
  expect(add('xx_bohne_xx')).toEqual({ ok: false, error: 'banned' });
  expect(add('brezel_bube').ok).toBe(true);
  expect(addVip(room.world, room.streamerId, room.id('brezel_bube'))).toEqual({ ok: false, error: 'is-moderator' });
  expect(removeModerator(room.world, room.streamerId, room.id('lotta_liest'))).toEqual({ ok: false, error: 'not' });
});

it('announces shield mode only when it changes', () => {
  const room = quietWorld();
  const set = (isActive: boolean) =>
    setShieldMode(room.world, { channelId: room.streamerId, moderatorId: room.id('pixelpaul'), isActive });
  set(true);
  set(true);
  set(false);
  expect(room.events.map((event) => event.kind)).toEqual(['shield-changed', 'shield-changed']);
});
