import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../faults.ts';
import { createNet, type Net } from '../net.ts';
import { PUBLIC_APP } from '../oauth-apps.ts';
import { issueUserToken } from '../oauth-tokens.ts';
import { type QuietWorld, quietWorld } from '../quiet-world.ts';
import { areRecentMessagesDown } from '../recent-messages.ts';
import { SANDBOX_APP } from '../sandbox-app.ts';
import { channelOf } from '../world.ts';
import type { WorldEvent } from '../world-events.ts';
import { activeBans } from '../world-roles.ts';
import type { Channel } from '../world-state.ts';
import { openLibrary } from './library.ts';
import { readStory, STORY_FORMS, StorySlip } from './read-story.ts';
import { createTheatre, type Theatre } from './theatre.ts';

interface Rig extends QuietWorld {
  readonly theatre: Theatre;
  readonly net: Net;
  readonly asked: string[];
  readonly channel: Channel;
  /** Lets time pass for the story and the world. */
  pass(seconds: number, stepSeconds?: number): void;
}

function rig(seed = 'quiet'): Rig {
  const quiet = quietWorld(seed);
  const net = createNet();
  const asked: string[] = [];
  const theatre = createTheatre({
    world: quiet.world,
    net,
    irc: { askToReconnect: () => void asked.push('irc') },
    eventSub: { askToReconnect: () => void asked.push('eventsub') },
  });
  return {
    ...quiet,
    theatre,
    net,
    asked,
    channel: channelOf(quiet.world, quiet.streamerId),
    pass(seconds, stepSeconds = 1) {
      for (let passed = 0; passed < seconds; passed += stepSeconds) {
        quiet.wait(stepSeconds);
        theatre.advance(stepSeconds * 1000);
      }
    },
  };
}

const HEAD = 'en: T – It.\nde: T – Es.\n';

describe('a story', () => {
  it('is read with its words, its moments and its end', () => {
    const story = readStory(
      't',
      `${HEAD}\n# a remark\nnew: gast_a, gast_b\n0:05 gast_a: hallo\n+2.5 gast_b answers gast_a: moin\n1:00 end`,
    );
    expect(story).toMatchObject({
      words: { en: { title: 'T', tells: 'It.' }, de: { tells: 'Es.' } },
      acts: [{ atSeconds: 5 }, { atSeconds: 7.5 }],
      undo: [],
      endSeconds: 60,
    });
  });

  it.each([
    ['a sentence nobody knows', '0:00 brezel_bube dances', 't.story:3: this is no sentence of ours'],
    ['a login nobody introduced', '0:00 brezel_buhe: hi', 't.story:3: nobody introduced brezel_buhe'],
    ['a second login nobody introduced', '0:00 pixelpaul bans wer: x', 't.story:3: nobody introduced wer'],
    ['no moment', 'brezel_bube: hi', 't.story:3: no moment stands before it'],
    ['a moment that is none', '0:75 brezel_bube: hi', 't.story:3: no moment'],
    ['going back in time', '0:10 brezel_bube: hi\n0:05 brezel_bube: ho', 't.story:4: it comes before'],
    ['more after the end', '0:01 brezel_bube: hi\n0:02 end\n0:03 brezel_bube: ho', 't.story:5: nothing comes after'],
    ['an end before the end', '0:00 9 of the crowd write within 30 s: x\n0:10 end', 'it ends before'],
    ['an unknown kind of AutoMod', '0:00 AutoMod holds der_ole for fun 2: x', 'there is no AutoMod category "fun"'],
    ['nothing at all', '', 'nothing happens'],
  ])('is refused with file and line for %s', (_, body, message) => {
    expect(() => readStory('t', `${HEAD}${body}`)).toThrow(StorySlip);
    expect(() => readStory('t', `${HEAD}${body}`)).toThrow(message);
  });

  it('needs its title in both languages', () => {
    expect(() => readStory('t', 'en: T – It.\n0:00 brezel_bube: hi')).toThrow('needed in en and de');
  });

  it('has sentences that the README lists, each once', () => {
    const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
    const listed = [...readme.matchAll(/^- `(.+)`$/gm)].map((match) => match[1]);
    expect(listed).toEqual(STORY_FORMS);
    expect(new Set(STORY_FORMS).size).toBe(STORY_FORMS.length);
  });
});

describe('the library', () => {
  it('has every scenario and fault, each with title and sentence in both languages', () => {
    const { scenarios, faults } = openLibrary();
    expect(scenarios.map((one) => one.name)).toEqual([
      'evening',
      'first-sub',
      'gift-storm',
      'raid-in',
      'raid-out',
      'team-at-work',
      'automod-evening',
      'unban-appeals',
      'follow-bots',
      'hate-raid',
    ]);
    expect(faults.map((one) => one.name).sort()).toEqual([
      'chat-silent',
      'clock-wrong',
      'events-silent',
      'grant-ended',
      'late-and-doubled',
      'limit-storm',
      'line-reset',
      'no-line',
      'password-changed',
      'past-service-down',
      'secret-changed',
      'server-errors',
      'sign-in-down',
      'token-expired',
      'twitch-restart',
    ]);
    for (const { words } of [...scenarios, ...faults]) {
      for (const { title, tells } of [words.en, words.de]) {
        expect(title.length).toBeLessThan(40);
        expect(tells).toMatch(/\.$/);
      }
    }
  });
});

const count = (events: readonly WorldEvent[], kind: WorldEvent['kind']): number =>
  events.filter((event) => event.kind === kind).length;
const lines = (events: readonly WorldEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'message' ? [event.message.text] : []));
const bannedLogins = ({ world, channel }: Rig): string[] =>
  activeBans(world, channel).map((ban) => world.state.users[ban.userId]?.login ?? '');

describe('a scenario plays to its end and leaves what it tells', () => {
  const left: Readonly<Record<string, (rig: Rig, before: Channel) => void>> = {
    evening({ channel, events, id }, before) {
      expect(channel.title).toBe('Nach der Pause: der Tunnel');
      expect(Object.keys(channel.followers)).toHaveLength(Object.keys(before.followers).length + 2);
      expect(channel.subscriptions[id('brezel_bube')]?.cumulativeMonths).toBe(6);
      expect(count(events, 'message')).toBeGreaterThan(80);
      expect(channel.stream?.viewerCount).toBe(33);
    },
    'first-sub'({ channel, id }) {
      expect(channel.subscriptions[id('liest_nur_mit')]).toMatchObject({ tier: '1000', cumulativeMonths: 1 });
    },
    'gift-storm'({ channel, events }, before) {
      const subs = (one: Channel) => Object.keys(one.subscriptions).length;
      expect(subs(channel) - subs(before)).toBe(66);
      expect(count(events, 'subs-gifted')).toBe(6);
    },
    'raid-in'({ events, channel }, before) {
      expect(events).toContainEqual(expect.objectContaining({ kind: 'raided', viewers: 84 }));
      expect(count(events, 'shoutout')).toBe(1);
      expect(Object.keys(channel.followers).length - Object.keys(before.followers).length).toBe(12);
    },
    'raid-out'({ channel, events, id }) {
      expect(events).toContainEqual(
        expect.objectContaining({ kind: 'raided', fromId: id('derflaavius'), toId: id('bienenkorb') }),
      );
      expect(channel.stream).toBeNull();
    },
    'team-at-work'(world) {
      const { events, channel, id } = world;
      expect(bannedLogins(world).sort()).toEqual(['werbe_willi', 'xx_bohne_xx']);
      expect(count(events, 'message-deleted')).toBe(2);
      expect(channel.warnings[id('xx_bohne_xx')]).toMatchObject({ isAcknowledged: true });
      expect(channel.modes.slowSeconds).toBeNull();
      expect(channel.vips).toHaveProperty(id('mondkatze_'));
    },
    'automod-evening'(world) {
      const { events, channel, id } = world;
      const outcomes = events.flatMap((event) => (event.kind === 'held-line-decided' ? [event.outcome] : []));
      expect(outcomes).toEqual(['approved', 'denied', 'approved', 'approved', 'denied']);
      expect(channel.heldLines).toMatchObject([{ userId: id('spruchbeutel') }]);
      expect(bannedLogins(world)).toEqual(['xx_bohne_xx']);
      expect(channel.blockedTerms).toMatchObject([{ text: 'scharfes Outfit' }]);
      expect(lines(events)).toContain('das ist aber ein scharfes Outfit');
      expect(lines(events)).not.toContain('du bist zu dumm zum Buchstabieren');
    },
    'unban-appeals'(world) {
      const requests = world.channel.unbanRequests.map((request) => request.status);
      expect(requests.sort()).toEqual(['approved', 'canceled', 'denied']);
      expect(bannedLogins(world).sort()).toEqual(['doch_nicht_doris', 'stur_wie_stein']);
      expect(lines(world.events)).toContain('danke, ich bin leise');
    },
    'follow-bots'(world, before) {
      const { channel, events } = world;
      expect(Object.keys(channel.followers).length - Object.keys(before.followers).length).toBe(120);
      expect(bannedLogins(world)).toHaveLength(5);
      expect(channel.shieldMode.isActive).toBe(false);
      expect(count(events, 'shield-changed')).toBe(2);
    },
    'hate-raid'(world) {
      expect(bannedLogins(world)).toHaveLength(60);
      expect(count(world.events, 'chat-cleared')).toBe(1);
      expect(world.channel.modes.subscribersOnly).toBe(false);
    },
  };

  it.each(openLibrary().scenarios.map((story) => [story.name, story] as const))('%s', (name, story) => {
    const stage = rig();
    const before = structuredClone(stage.channel);
    expect(stage.theatre.start(name)).toBe(true);
    const seconds = story.endSeconds ?? 0;
    stage.pass(seconds - 1);
    expect(stage.theatre.scenario).toMatchObject({ name, atSeconds: seconds - 1 });
    stage.pass(1);
    expect(stage.theatre.scenario).toBeNull();
    left[name]?.(stage, before);
    expect(left).toHaveProperty(name);
  });

  it.each([1, 10, 60])('the same way again for the same seed, at %i times the speed', (speed) => {
    const told = (one: Rig) => {
      one.theatre.start('hate-raid', speed);
      one.pass(100 / speed, 1 / speed);
      return lines(one.events);
    };
    expect(told(rig())).toEqual(told(rig()));
    const slow = rig();
    slow.theatre.start('hate-raid');
    slow.pass(100);
    expect(told(rig()).length).toBe(lines(slow.events).length);
  });

  it('differently for another seed', () => {
    const [one, other] = [rig('a'), rig('b')].map((stage) => {
      stage.theatre.start('evening');
      stage.pass(720);
      return lines(stage.events);
    });
    expect(one).not.toEqual(other);
  });
});

describe('a fault', () => {
  const signIn = ({ world, streamerId }: Rig, clientId: string = SANDBOX_APP.clientId) =>
    issueUserToken(world, { clientId, userId: streamerId, scopes: ['chat:read'] });

  it('lasts as long as it says, shorter when time runs faster', () => {
    const { theatre, world, pass } = rig();
    theatre.switchOn('server-errors', 60);
    expect(faultsOf(world).list()).toMatchObject([
      { path: '/mock/*', status: 503 },
      { path: '/eventsub/subscriptions', status: 503 },
    ]);
    pass(9);
    expect(theatre.faults).toMatchObject([{ name: 'server-errors', speed: 60, endSeconds: 600 }]);
    pass(1);
    expect(theatre.faults).toEqual([]);
    expect(faultsOf(world).list()).toEqual([]);
  });

  it('takes a line away and gives it back', () => {
    const { theatre, net, pass } = rig();
    theatre.switchOn('line-reset');
    expect(new Set(Object.values(net.describe()))).toEqual(new Set(['hang']));
    pass(20);
    expect(new Set(Object.values(net.describe()))).toEqual(new Set(['ok']));
    theatre.switchOn('no-line');
    pass(600);
    expect(net.greeting('irc')).toBe('hang');
    theatre.switchOff('no-line');
    expect(net.greeting('irc')).toBe('ok');
    net.stop();
  });

  it('restarts Twitch: asks to reconnect, cuts, refuses for a while', () => {
    const { theatre, net, asked, pass } = rig();
    const cut: string[] = [];
    for (const line of ['irc', 'eventsub'] as const) {
      net.opened(line, { silence: () => {}, drop: () => void cut.push(line) });
    }
    theatre.switchOn('twitch-restart');
    expect([asked, cut]).toEqual([['irc', 'eventsub'], []]);
    pass(2);
    expect(cut).toEqual(['irc', 'eventsub']);
    expect(net.describe()).toEqual({ irc: 'refuse', eventsub: 'refuse', helix: 'ok', oauth: 'ok' });
    pass(8);
    expect([net.greeting('irc'), net.greeting('eventsub')]).toEqual(['ok', 'ok']);
  });

  it.each([
    ['chat-silent', 'irc'],
    ['events-silent', 'eventsub'],
  ] as const)('kills quietly: %s', (name, line) => {
    const { theatre, net } = rig();
    const silenced: string[] = [];
    net.opened(line, { silence: () => void silenced.push(line), drop: () => {} });
    theatre.switchOn(name);
    expect([silenced, theatre.faults]).toEqual([[line], []]);
  });

  it.each(['grant-ended', 'password-changed'])('ends the grant: %s', (name) => {
    const stage = rig();
    const token = signIn(stage);
    stage.theatre.switchOn(name);
    expect(token.isRevoked).toBe(true);
    expect(count(stage.events, 'authorization-ended')).toBe(1);
  });

  it('lets a token die before its time', () => {
    const stage = rig();
    signIn(stage);
    stage.theatre.switchOn('token-expired');
    expect(count(stage.events, 'token-ended')).toBe(1);
  });

  it('changes the secret of the apps in use, and back', () => {
    const stage = rig();
    signIn(stage);
    signIn(stage, PUBLIC_APP.clientId);
    const { apps } = stage.world.state;
    const secret = () => apps[SANDBOX_APP.clientId]?.clientSecret;
    stage.theatre.switchOn('secret-changed');
    expect(secret()).not.toBe(SANDBOX_APP.clientSecret);
    expect(apps[PUBLIC_APP.clientId]?.clientSecret).toBeNull();
    stage.theatre.switchOff('secret-changed');
    expect(secret()).toBe(SANDBOX_APP.clientSecret);
  });

  it('limits every call, and says until when', () => {
    const { theatre, world } = rig();
    theatre.switchOn('limit-storm');
    expect(faultsOf(world).list()).toMatchObject([{ status: 429, resetInSeconds: 30 }, { status: 429 }]);
  });

  it('turns the clock and back', () => {
    const { theatre, world } = rig();
    const before = world.nowMs();
    theatre.switchOn('clock-wrong');
    expect(world.nowMs() - before).toBe(600_000);
    theatre.switchOff('clock-wrong');
    expect(world.nowMs()).toBe(before);
  });

  it('makes messages late, doubled and out of order, and all well again', () => {
    const { theatre, net } = rig();
    const well = structuredClone(net.delivery);
    theatre.switchOn('late-and-doubled');
    expect(net.delivery).toEqual({
      irc: { lateMs: 2000, duplicate: 0, shuffle: false },
      eventsub: { lateMs: 2000, duplicate: 0.33, shuffle: true },
    });
    theatre.switchOff('late-and-doubled');
    expect(net.delivery).toEqual(well);
  });

  it('closes the sign-in', () => {
    const { theatre, world, net, pass } = rig();
    theatre.switchOn('sign-in-down');
    expect([net.greeting('oauth'), net.greeting('helix')]).toEqual(['hang', 'ok']);
    pass(5);
    expect(faultsOf(world).list()).toMatchObject([{ path: '/auth/*', status: 503 }]);
    theatre.switchOff('sign-in-down');
    expect([net.greeting('oauth'), faultsOf(world).list()]).toEqual(['ok', []]);
  });

  it('takes the recent messages away', () => {
    const { theatre, world } = rig();
    theatre.switchOn('past-service-down');
    expect(areRecentMessagesDown(world)).toBe(true);
    theatre.switchOff('past-service-down');
    expect(areRecentMessagesDown(world)).toBe(false);
  });

  it('ends with the scenario it was combined with', () => {
    const { theatre, world, pass } = rig();
    theatre.start('first-sub');
    theatre.switchOn('clock-wrong');
    pass(60);
    expect([theatre.scenario, theatre.faults, world.clockOffsetMs]).toEqual([null, [], 0]);
  });

  it('is refused by a name nobody knows', () => {
    const { theatre } = rig();
    expect([theatre.start('party'), theatre.switchOn('party')]).toEqual([false, false]);
  });
});
