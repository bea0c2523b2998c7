import { expect, it } from 'vitest';
import { IRC_CAPABILITIES, renderLine } from './irc-format.ts';
import { clearchat, clearmsg, modeChanges, privmsg, roomstate } from './irc-lines.ts';
import { usernotice } from './irc-usernotice.ts';
import { type QuietWorld, quietWorld } from './quiet-world.ts';
import { changeModes, notify, sendLine } from './world-chat.ts';
import type { NoticeDetail } from './world-events.ts';
import { banUser } from './world-moderation.ts';

const ALL = new Set(IRC_CAPABILITIES);

/** The line Twitch would send for what was said. */
function said(room: QuietWorld, login: string, text: string): string {
  const sent = sendLine(room.world, { channelId: room.streamerId, userId: room.id(login), text });
  if (!sent.ok) throw new Error(sent.error.message);
  return renderLine(privmsg(room.world, sent.value, null), ALL) ?? '';
}

function noticed(room: QuietWorld, detail: NoticeDetail, login: string | null, text = ''): string {
  const userId = login === null ? null : room.id(login);
  notify(room.world, { channelId: room.streamerId, userId, text, systemText: 'A B!', detail });
  const event = room.events.at(-1);
  if (event?.kind !== 'notice') throw new Error('no notice');
  return renderLine(usernotice(room.world, event.notice), ALL) ?? '';
}

it('writes a line of chat with all its tags', () => {
  const room = quietWorld();
  expect(said(room, 'brezel_bube', 'Kappa hi Kappa')).toBe(
    `@badge-info=subscriber/5;badges=subscriber/3;color=#D4A017;display-name=brezel_bube;emotes=25:0-4,9-13;first-msg=0;flags=;id=${room.world.state.messages[0]?.id};mod=0;returning-chatter=0;room-id=800711400;subscriber=1;tmi-sent-ts=1795370400000;turbo=0;user-id=${room.id('brezel_bube')};user-type= :brezel_bube!brezel_bube@brezel_bube.tmi.twitch.tv PRIVMSG #derflaavius :Kappa hi Kappa`,
  );
});

it.each([
  ['an emoji counts once', '😀 Kappa', 'emotes=25:2-6'],
  ['a family counts five', '👨‍👩‍👧 LUL', 'emotes=425618:6-8'],
  ['a combining accent counts', 'e\u0301 Kappa', 'emotes=25:3-7'],
  ['/me does not count', '/me waves Kappa', 'emotes=25:6-10'],
])('counts emotes in code points: %s', (_, text, tag) => {
  expect(said(quietWorld(), 'brezel_bube', text)).toContain(`;${tag};`);
});

it('shows /me, roles and the broadcaster as Twitch does', () => {
  const room = quietWorld();
  expect(said(room, 'lotta_liest', '/me winkt')).toContain('PRIVMSG #derflaavius :\u0001ACTION winkt\u0001');
  expect(said(room, 'nordlicht_mod', 'moin')).toMatch(/;mod=1;.*user-type=mod /);
  expect(said(room, 'keksdose_m', 'moin')).toMatch(/;vip=1 /);
  expect(said(room, 'derflaavius', 'moin')).toMatch(/badges=broadcaster\/1;.*;mod=0;/);
});

it('names the one who is answered', () => {
  const room = quietWorld();
  said(room, 'yukisakura_de', 'ist das ok; ja\\nein?');
  const sent = sendLine(room.world, {
    channelId: room.streamerId,
    userId: room.id('lotta_liest'),
    text: 'ja',
    replyTo: room.world.state.messages[0]?.id ?? '',
  });
  if (!sent.ok) throw new Error('not sent');
  const line = renderLine(privmsg(room.world, sent.value, null), ALL);
  expect(line).toContain('reply-parent-display-name=雪桜;reply-parent-msg-body=ist\\sdas\\sok\\:\\sja\\\\nein?;');
  expect(line).toContain('reply-parent-user-login=yukisakura_de;reply-thread-parent-display-name=雪桜;');
  expect(line).toMatch(/:@雪桜 ja$/);
});

it('takes lines, people and everything away', () => {
  const room = quietWorld();
  said(room, 'xx_bohne_xx', 'nix los');
  const userId = room.id('xx_bohne_xx');
  const order = { channelId: room.streamerId, moderatorId: room.id('pixelpaul'), userId, reason: '' };
  const [message] = room.world.state.messages;
  if (!message) throw new Error('nothing said');
  expect(renderLine(clearmsg(room.world, message), ALL)).toBe(
    `@login=xx_bohne_xx;room-id=;target-msg-id=${message.id};tmi-sent-ts=1795370400000 :tmi.twitch.tv CLEARMSG #derflaavius :nix los`,
  );
  const timeout = banUser(room.world, { ...order, seconds: 600 });
  const ban = banUser(room.world, { ...order, seconds: null });
  if (!timeout.ok || !ban.ok) throw new Error('refused');
  expect(renderLine(clearchat(room.world, room.streamerId, timeout.value), ALL)).toBe(
    `@ban-duration=600;room-id=800711400;target-user-id=${userId};tmi-sent-ts=1795370400000 :tmi.twitch.tv CLEARCHAT #derflaavius :xx_bohne_xx`,
  );
  expect(renderLine(clearchat(room.world, room.streamerId, ban.value), ALL)).not.toContain('ban-duration');
  expect(renderLine(clearchat(room.world, room.streamerId), ALL)).toBe(
    '@room-id=800711400;tmi-sent-ts=1795370400000 :tmi.twitch.tv CLEARCHAT #derflaavius',
  );
});

it('tells all modes at first and then only what changed', () => {
  const room = quietWorld();
  expect(renderLine(roomstate(room.world, room.streamerId), ALL)).toBe(
    '@emote-only=0;followers-only=-1;r9k=0;room-id=800711400;slow=0;subs-only=0 :tmi.twitch.tv ROOMSTATE #derflaavius',
  );
  const before = room.world.state.channels[room.streamerId]?.modes;
  const after = changeModes(room.world, {
    channelId: room.streamerId,
    moderatorId: room.id('pixelpaul'),
    changes: { slowSeconds: 30 },
  });
  if (!before) throw new Error('no channel');
  expect(modeChanges(room.world, room.streamerId, before, after).map((line) => renderLine(line, ALL))).toEqual([
    '@slow=30;room-id=800711400 :tmi.twitch.tv ROOMSTATE #derflaavius',
    '@msg-id=slow_on :tmi.twitch.tv NOTICE #derflaavius :This room is now in slow mode. You may send messages every 30 seconds.',
  ]);
});

it.each<[string, NoticeDetail, string | null, readonly string[]]>([
  [
    'a Prime sub',
    { kind: 'sub', tier: '1000', isPrime: true, months: 1 },
    'waldkauz77',
    ['msg-id=sub;', 'msg-param-sub-plan=Prime;', 'msg-param-cumulative-months=1;', 'system-msg=A\\sB!;'],
  ],
  [
    'a month that was a gift',
    {
      kind: 'resub',
      tier: '1000',
      isPrime: false,
      cumulativeMonths: 7,
      streakMonths: null,
      gift: { gifterId: '800711402' },
    },
    'rhabarber_rita',
    [
      'msg-id=resub;',
      'msg-param-anon-gift=false;',
      'msg-param-gift-month-being-redeemed=1;',
      'msg-param-gifter-id=800711402;',
      'msg-param-gifter-login=pixelpaul;',
      'msg-param-was-gifted=true;',
    ],
  ],
  [
    'a resub with its streak',
    { kind: 'resub', tier: '2000', isPrime: false, cumulativeMonths: 7, streakMonths: 3 },
    'rhabarber_rita',
    ['msg-id=resub;', 'msg-param-streak-months=3;', 'msg-param-should-share-streak=1;', 'msg-param-sub-plan=2000;'],
  ],
  [
    'a bomb',
    { kind: 'community-gift', tier: '1000', communityGiftId: '555', count: 2, cumulativeTotal: 12 },
    'keksdose_m',
    ['msg-id=submysterygift;', 'msg-param-mass-gift-count=2;', 'msg-param-community-gift-id=555;', 'sender-count=12;'],
  ],
  [
    'a raid',
    { kind: 'raid', viewers: 42 },
    'frau_holle_tv',
    ['msg-id=raid;', 'msg-param-viewerCount=42;', 'msg-param-login=frau_holle_tv;', '%s.png;'],
  ],
  ['an announcement', { kind: 'announcement', color: 'PURPLE' }, 'nordlicht_mod', ['msg-id=announcement;', 'PURPLE;']],
  [
    'a watch streak',
    { kind: 'watch-streak', streams: 15, points: 450 },
    'lotta_liest',
    ['msg-id=viewermilestone;', 'msg-param-category=watch-streak;', 'msg-param-value=15;', 'copoReward=450;'],
  ],
  ['a bits badge', { kind: 'bits-badge', threshold: 1000 }, 'retro_rolf', ['msg-id=bitsbadgetier;', 'threshold=1000;']],
  ['a Prime upgrade', { kind: 'prime-upgrade', tier: '1000' }, 'lotta_liest', ['msg-id=primepaidupgrade;']],
  ['an upgraded gift', { kind: 'gift-upgrade', gifterId: null }, 'lotta_liest', ['msg-id=anongiftpaidupgrade;']],
])('announces %s', (_, detail, login, parts) => {
  const line = noticed(quietWorld(), detail, login);
  for (const part of parts) expect(line).toContain(part);
  expect(line).toMatch(/ :tmi\.twitch\.tv USERNOTICE #derflaavius$/);
});

it('names a giver who wants no name as Twitch does', () => {
  const room = quietWorld();
  const detail: NoticeDetail = {
    kind: 'sub-gift',
    tier: '2000',
    recipientId: room.id('waldkauz77'),
    months: 1,
    cumulativeTotal: null,
    communityGiftId: null,
  };
  const line = noticed(room, detail, null);
  for (const part of ['login=ananonymousgifter;', 'user-id=274598607;', 'msg-param-recipient-user-name=waldkauz77;']) {
    expect(line).toContain(part);
  }
});

it('puts the text of a notice behind the colon', () => {
  const line = noticed(quietWorld(), { kind: 'announcement', color: 'BLUE' }, 'nordlicht_mod', 'Kappa gleich');
  expect(line).toContain('emotes=25:0-4;');
  expect(line).toMatch(/ USERNOTICE #derflaavius :Kappa gleich$/);
});

it.each<[string, NoticeDetail, string]>([
  [
    'standardpayforward',
    { kind: 'pay-forward', priorGifterId: '800711402', recipientId: '800711404' },
    'msg-param-prior-gifter-anonymous=false;msg-param-prior-gifter-id=800711402;msg-param-prior-gifter-user-name=pixelpaul;msg-param-prior-gifter-display-name=pixelpaul;msg-param-recipient-id=800711404;msg-param-recipient-user-name=fremder_gast',
  ],
  [
    'communitypayforward',
    { kind: 'pay-forward', priorGifterId: null, recipientId: null },
    'msg-param-prior-gifter-anonymous=true;room-id',
  ],
  [
    'charitydonation',
    { kind: 'charity-donation', charity: 'Tierheim', cents: 1250, currency: 'EUR' },
    'msg-param-charity-name=Tierheim;msg-param-donation-amount=1250;msg-param-donation-currency=EUR;msg-param-exponent=2',
  ],
  ['modiversary', { kind: 'modiversary', months: 24 }, 'msg-param-months=24'],
  [
    'extendsub',
    { kind: 'sub-extended', tier: '1000', months: 6, endMonth: 12 },
    'msg-param-cumulative-months=6;msg-param-sub-benefit-end-month=12;msg-param-sub-plan=1000',
  ],
  [
    'primecommunitygiftreceived',
    { kind: 'prime-gift-received', gift: 'Loot', recipientId: '800711404' },
    'msg-param-gift-name=Loot;msg-param-recipient=fremder_gast;msg-param-sender=lotta_liest',
  ],
  [
    'rewardgift',
    { kind: 'reward-gift', trigger: 'CHEER', amount: 300, count: 5 },
    'msg-param-selected-count=5;msg-param-total-reward-count=5;msg-param-trigger-amount=300;msg-param-trigger-type=CHEER',
  ],
  ['ritual', { kind: 'ritual', name: 'new_chatter' }, 'msg-param-ritual-name=new_chatter'],
  ['socialsharingbadge', { kind: 'social-badge', level: 2 }, 'msg-param-current-badge-level=2'],
])('writes %s', (id, detail, params) => {
  const line = noticed(quietWorld(), detail, 'lotta_liest');
  expect(line).toContain(`;msg-id=${id};`);
  expect(line).toContain(`${params}`);
  expect(line).toContain(';system-msg=A\\sB!;');
});

it('marks what stands out', () => {
  const room = quietWorld();
  const sent = sendLine(room.world, {
    channelId: room.streamerId,
    userId: room.id('lotta_liest'),
    text: 'seht her',
    highlight: 'highlighted-message',
  });
  if (!sent.ok) throw new Error(sent.error.message);
  expect(renderLine(privmsg(room.world, sent.value, null), ALL)).toContain(';msg-id=highlighted-message;');
});
