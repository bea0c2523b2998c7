import { describe, expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { issueUserToken } from './oauth-tokens.ts';
import { type Simulator, startSimulator } from './start.ts';
import { connectIrc, type IrcClient } from './wire-clients.ts';
import { accountOf, channelOf, findUserByLogin, STREAMER_ID, type World } from './world.ts';
import { setSuspended } from './world-accounts.ts';
import { follow } from './world-channel.ts';
import { changeModes, deleteMessage, sendLine } from './world-chat.ts';
import { banUser } from './world-moderation.ts';
import { SANDBOX_APP } from './world-seed.ts';
import type { ChatModes } from './world-state.ts';
import { suspect, warn } from './world-warnings.ts';
import { whisper } from './world-whispers.ts';

const ALL = 'CAP REQ :twitch.tv/tags twitch.tv/commands twitch.tv/membership';

async function start(ircPingMs?: number): Promise<Simulator> {
  const simulator = await startSimulator({
    folder: temporaryFolder(),
    story: false,
    ...(ircPingMs === undefined ? {} : { ircPingMs }),
  });
  cleanUpLater(() => simulator.stop());
  return simulator;
}

function id(simulator: Simulator, login: string): string {
  return findUserByLogin(simulator.world, login)?.id ?? '';
}

function token(simulator: Simulator, login: string, scopes = ['chat:read', 'chat:edit']): string {
  return issueUserToken(simulator.world, { clientId: SANDBOX_APP.clientId, userId: id(simulator, login), scopes })
    .accessToken;
}

function anonymous(simulator: Simulator, capabilities = ALL): IrcClient {
  const client = connectIrc(simulator.ircPort);
  client.send(capabilities, 'NICK justinfan4711');
  return client;
}

async function joined(simulator: Simulator, login: string, scopes?: string[]): Promise<IrcClient> {
  const client = connectIrc(simulator.ircPort);
  client.send(ALL, `PASS oauth:${token(simulator, login, scopes)}`, `NICK ${login}`, 'JOIN #derflaavius');
  await client.waitFor(' 366 ');
  return client;
}

function say(simulator: Simulator, login: string, text: string): string {
  const sent = sendLine(simulator.world, { channelId: STREAMER_ID, userId: id(simulator, login), text });
  if (!sent.ok) throw new Error(sent.error.message);
  return sent.value.id;
}

function mode(world: World, changes: Partial<ChatModes>): boolean {
  changeModes(world, { channelId: STREAMER_ID, moderatorId: STREAMER_ID, changes });
  return true;
}

describe('the way in', () => {
  it('welcomes a reader without account and tells nothing about him', async () => {
    const simulator = await start();
    const client = anonymous(simulator);
    client.send('JOIN #derflaavius');
    await client.waitFor(' 366 ');
    const commands = client.lines.map((line) => line.replace(/^@\S+ /, '').split(' ')[1]);
    expect(commands.join(' ')).toBe('CAP 001 002 003 004 375 372 376 JOIN ROOMSTATE 353 366');
    expect(client.lines[0]).toBe(':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands twitch.tv/membership');
  });

  it('tells somebody with a token who and what they are', async () => {
    const simulator = await start();
    const client = await joined(simulator, 'nordlicht_mod');
    expect(client.lines.find((line) => line.includes('GLOBALUSERSTATE'))).toContain('user-id=800711401');
    expect(client.lines.find((line) => line.includes(' USERSTATE '))).toMatch(/mod=1;.*user-type=mod/);
  });

  it('takes the name from the token, whatever the client calls itself', async () => {
    const simulator = await start();
    const client = connectIrc(simulator.ircPort);
    client.send(`PASS oauth:${token(simulator, 'pixelpaul')}`, 'NICK somebody');
    expect(await client.waitFor(' 001 ')).toBe(':tmi.twitch.tv 001 pixelpaul :Welcome, GLHF!');
  });

  it('answers on IPv6 too', async () => {
    const simulator = await start();
    const client = connectIrc(simulator.ircPort, '::1');
    client.send('NICK justinfan1');
    await client.waitFor(' 376 ');
  });

  it.each([
    ['a dead token', () => 'oauth:dead', 'Login authentication failed'],
    [
      'a token without chat:read',
      (s: Simulator) => `oauth:${token(s, 'pixelpaul', ['chat:edit'])}`,
      'Login authentication failed',
    ],
    ['a password without oauth:', (s: Simulator) => token(s, 'pixelpaul'), 'Improperly formatted auth'],
  ])('refuses %s and hangs up', async (_, password, reason) => {
    const simulator = await start();
    const client = connectIrc(simulator.ircPort);
    client.send(`PASS ${password(simulator)}`, 'NICK pixelpaul');
    await client.closed;
    expect(client.lines).toEqual([`:tmi.twitch.tv NOTICE * :${reason}`]);
  });

  it.each(['no nick', 'x'.repeat(26), 'ä'])('refuses the name %j', async (nick) => {
    const client = connectIrc((await start()).ircPort);
    client.send(`NICK :${nick}`);
    await client.closed;
    expect(client.lines).toEqual([':tmi.twitch.tv NOTICE * :Invalid NICK']);
  });

  it('refuses an account that is closed, or comes too often', async () => {
    const simulator = await start();
    const comeIn = (login: string): IrcClient => {
      const client = connectIrc(simulator.ircPort);
      client.send(`PASS oauth:${token(simulator, login)}`, `NICK ${login}`);
      return client;
    };
    for (let times = 0; times < 20; times += 1) await comeIn('pixelpaul').waitFor(' 376 ');
    await comeIn('pixelpaul').waitFor('NOTICE * :Login unsuccessful');
    setSuspended(simulator.world, id(simulator, 'fremder_gast'), true);
    await comeIn('fremder_gast').waitFor('NOTICE * :Login unsuccessful');
  });

  it('tells of a channel that is closed, before and while it is read', async () => {
    const simulator = await start();
    const early = anonymous(simulator);
    early.send('JOIN #frau_holle_tv');
    await early.waitFor(' 366 ');
    setSuspended(simulator.world, id(simulator, 'frau_holle_tv'), true);
    await early.waitFor('@msg-id=tos_ban :tmi.twitch.tv NOTICE #frau_holle_tv :');
    const late = anonymous(simulator);
    late.send('JOIN #frau_holle_tv');
    await late.waitFor('@msg-id=msg_channel_suspended :tmi.twitch.tv NOTICE #frau_holle_tv :');
    expect(late.lines.some((line) => line.includes(' 366 '))).toBe(false);
  });

  it('lets an account read 100 foreign channels at once, own and moderated ones beside them', async () => {
    let nowMs = Date.now();
    const simulator = await startSimulator({ folder: temporaryFolder(), story: false, clock: { nowMs: () => nowMs } });
    cleanUpLater(() => simulator.stop());
    const others = Object.values(simulator.world.state.users).filter(({ login }) => login !== 'derflaavius');
    const names = others.slice(100, 201).map((user) => `#${user.login}`);
    const client = await joined(simulator, 'nordlicht_mod');
    for (let from = 0; from < names.length; from += 20) {
      client.send(`JOIN ${names.slice(from, from + 20).join(',')}`);
      await client.settle();
      nowMs += 10_000;
    }
    const count = (): number => client.lines.filter((line) => line.includes(' 366 ')).length;
    expect(count()).toBe(101);
    client.send(`PART ${names[0]}`, `JOIN ${names[100]}`, 'JOIN #nordlicht_mod');
    await client.settle();
    expect(count()).toBe(103);
  });

  it('lists its capabilities and refuses unknown ones as a whole', async () => {
    const client = connectIrc((await start()).ircPort);
    client.send('CAP LS 302', 'CAP REQ :twitch.tv/tags twitch.tv/nonsense');
    await client.waitFor('CAP * NAK :twitch.tv/tags twitch.tv/nonsense');
    expect(client.lines[0]).toContain('CAP * LS :');
  });

  it('says nothing about a channel that does not exist', async () => {
    const client = anonymous(await start());
    client.send('JOIN #nobody_at_all');
    await client.settle();
    expect(client.lines.some((line) => line.includes('nobody_at_all'))).toBe(false);
  });

  it('lets at most 20 foreign channels be joined in ten seconds', async () => {
    const simulator = await start();
    const logins = Object.values(simulator.world.state.users)
      .slice(100, 125)
      .map((user) => user.login);
    const client = anonymous(simulator);
    client.send(`JOIN ${logins.map((login) => `#${login}`).join(',')}`);
    await client.settle();
    expect(client.lines.filter((line) => line.includes(' 366 '))).toHaveLength(20);
  });
});

describe('what everyone sees', () => {
  it('passes lines, deletions, bans and modes on, until one leaves', async () => {
    const simulator = await start();
    const client = anonymous(simulator);
    client.send('JOIN #derflaavius');
    await client.waitFor(' 366 ');
    const moderatorId = id(simulator, 'pixelpaul');
    const messageId = say(simulator, 'fremder_gast', 'hallo');
    deleteMessage(simulator.world, { channelId: STREAMER_ID, messageId, moderatorId });
    banUser(simulator.world, {
      channelId: STREAMER_ID,
      moderatorId,
      userId: id(simulator, 'fremder_gast'),
      reason: '',
      seconds: 60,
    });
    changeModes(simulator.world, { channelId: STREAMER_ID, moderatorId, changes: { slowSeconds: 5 } });
    client.send('PART #derflaavius');
    await client.waitFor(' PART ');
    say(simulator, 'pixelpaul', 'nicht mehr gehört');
    await client.settle();
    const after = client.lines.slice(client.lines.findIndex((line) => line.includes(' 366 ')) + 1);
    const seen = ['PRIVMSG', 'CLEARMSG', 'CLEARCHAT', 'ROOMSTATE', 'NOTICE', 'PART', 'PONG'];
    expect(after.map((line) => seen.find((command) => line.includes(` ${command} `)))).toEqual(seen);
  });

  it('keeps tags and notices from those who did not ask for them', async () => {
    const simulator = await start();
    const client = anonymous(simulator, 'CAP LS');
    client.send('JOIN #derflaavius');
    await client.waitFor(' 366 ');
    expect(client.lines.some((line) => line.includes('ROOMSTATE'))).toBe(false);
    say(simulator, 'lotta_liest', 'moin');
    expect(await client.waitFor('PRIVMSG')).toBe(
      ':lotta_liest!lotta_liest@lotta_liest.tmi.twitch.tv PRIVMSG #derflaavius :moin',
    );
  });

  it('writes every line of the channel into the book, heard or not', async () => {
    const simulator = await start();
    say(simulator, 'lotta_liest', 'hört keiner');
    follow(simulator.world, STREAMER_ID, id(simulator, 'fremder_gast'));
    const answer = await fetch(`http://localhost:${simulator.httpPort}/sim/journal`);
    expect(await answer.json()).toMatchObject({
      last: 1,
      entries: [
        { number: 1, wire: 'irc', to: 'derflaavius', receivers: 0, raw: expect.stringContaining('hört keiner') },
      ],
    });
  });
});

describe('writing', () => {
  it('reaches the others, and the writer only as his own state', async () => {
    const simulator = await start();
    const [writer, reader] = [await joined(simulator, 'nordlicht_mod'), await joined(simulator, 'pixelpaul')];
    writer.send('@client-nonce=abc PRIVMSG #derflaavius :Moin 😀');
    const state = await writer.waitFor(/client-nonce=abc.* USERSTATE /);
    const line = await reader.waitFor('PRIVMSG #derflaavius :Moin 😀');
    const messageId = /;id=([^;]+)/.exec(line)?.[1];
    expect(state).toContain(`id=${messageId}`);
    expect(writer.lines.some((one) => one.includes('PRIVMSG'))).toBe(false);
  });

  it('sent over Helix reaches all connections, those of the same person too', async () => {
    const simulator = await start();
    const client = await joined(simulator, 'nordlicht_mod');
    say(simulator, 'nordlicht_mod', 'über Helix');
    await client.waitFor('PRIVMSG #derflaavius :über Helix');
  });

  it('answers a line by its id and acts with /me', async () => {
    const simulator = await start();
    const [writer, reader] = [await joined(simulator, 'pixelpaul'), await joined(simulator, 'nordlicht_mod')];
    const messageId = say(simulator, 'lotta_liest', 'wer da?');
    writer.send(`@reply-parent-msg-id=${messageId} PRIVMSG #derflaavius :ich`, 'PRIVMSG #derflaavius :/me winkt');
    expect(await reader.waitFor('@lotta_liest ich')).toContain(`reply-parent-msg-id=${messageId}`);
    await reader.waitFor('\u0001ACTION winkt\u0001');
  });

  it('is understood however the bytes are cut', async () => {
    const simulator = await start();
    const [writer, reader] = [await joined(simulator, 'pixelpaul'), await joined(simulator, 'nordlicht_mod')];
    for (const byte of Buffer.from('PRIVMSG #derflaavius :grün 👍\r\nPRIVMSG #derflaavius :zwei\n')) {
      writer.sendBytes(Uint8Array.of(byte));
    }
    await reader.waitFor(/:grün 👍$/);
    await reader.waitFor(/:zwei$/);
  });

  it.each([
    ['msg_duplicate', ['eins', 'eins'], {}],
    ['msg_slowmode', ['eins', 'zwei'], { slowSeconds: 20 }],
    ['msg_subsonly', ['eins'], { subscribersOnly: true }],
    ['unrecognized_cmd', ['/ban somebody'], {}],
  ])('is refused with %s', async (code, texts, changes) => {
    const simulator = await start();
    changeModes(simulator.world, { channelId: STREAMER_ID, moderatorId: STREAMER_ID, changes });
    const client = await joined(simulator, 'fremder_gast');
    for (const text of texts) client.send(`PRIVMSG #derflaavius :${text}`);
    expect(await client.waitFor(`@msg-id=${code} `)).toContain(' :tmi.twitch.tv NOTICE #derflaavius :');
  });

  const refusals: readonly (readonly [string, string, (simulator: Simulator, guestId: string) => unknown])[] = [
    ['msg_bad_characters', 'z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308', () => {}],
    ['msg_rejected', 'automodheld', () => {}],
    ['msg_rejected_mandatory', 'automodblocked', () => {}],
    ['msg_emoteonly', 'hallo', ({ world }) => mode(world, { emoteOnly: true })],
    [
      'msg_r9k',
      'moin',
      (simulator) => mode(simulator.world, { uniqueChat: true }) && say(simulator, 'lotta_liest', 'moin'),
    ],
    ['msg_followersonly', 'hallo', ({ world }) => mode(world, { followersOnlyMinutes: 10 })],
    ['msg_followersonly_zero', 'hallo', ({ world }) => mode(world, { followersOnlyMinutes: 0 })],
    [
      'msg_followersonly_followed',
      'hallo',
      ({ world }, guestId) => {
        follow(world, STREAMER_ID, guestId);
        mode(world, { followersOnlyMinutes: 10 });
      },
    ],
    ['msg_suspended', 'hallo', ({ world }, guestId) => Object.assign(accountOf(world, guestId), { isSuspended: true })],
    [
      'msg_channel_suspended',
      'hallo',
      ({ world }) => Object.assign(accountOf(world, STREAMER_ID), { isSuspended: true }),
    ],
    ['msg_channel_blocked', 'hallo', ({ world }, guestId) => accountOf(world, STREAMER_ID).blocked.push(guestId)],
    [
      'msg_requires_verified_phone_number',
      'hallo',
      ({ world }, guestId) => {
        channelOf(world, STREAMER_ID).verification.phone = true;
        accountOf(world, guestId).hasVerifiedPhone = false;
      },
    ],
    [
      'msg_verified_email',
      'hallo',
      ({ world }, guestId) => {
        channelOf(world, STREAMER_ID).verification.email = true;
        accountOf(world, guestId).hasVerifiedEmail = false;
      },
    ],
    [
      'msg_warned',
      'hallo',
      ({ world }, userId) => warn(world, { channelId: STREAMER_ID, moderatorId: STREAMER_ID, userId, reason: '' }),
    ],
  ];
  it.each(refusals)('is refused with %s', async (code, text, prepare) => {
    const simulator = await start();
    const client = await joined(simulator, 'fremder_gast');
    prepare(simulator, id(simulator, 'fremder_gast'));
    client.send(`PRIVMSG #derflaavius :${text}`);
    expect(await client.waitFor(`@msg-id=${code} `)).toContain(' :tmi.twitch.tv NOTICE #derflaavius :');
  });

  it('is ignored for long after too many lines, but not where one has a role', async () => {
    let nowMs = Date.now();
    const simulator = await startSimulator({ folder: temporaryFolder(), story: false, clock: { nowMs: () => nowMs } });
    cleanUpLater(() => simulator.stop());
    const { world } = simulator;
    const client = await joined(simulator, 'nordlicht_mod');
    const there = '#frau_holle_tv';
    for (let line = 1; line <= 21; line += 1) {
      client.send(`PRIVMSG ${there} :Zeile ${line}`);
      await client.settle();
      nowMs += 1_000;
    }
    await client.waitFor('@msg-id=msg_ratelimit ');
    nowMs += 60_000;
    client.send(`PRIVMSG ${there} :hört keiner`, 'PRIVMSG #derflaavius :hört jeder');
    await client.settle();
    expect(world.state.messages.at(-1)).toMatchObject({ text: 'hört jeder' });
    expect(client.lines.filter((line) => line.includes('msg_ratelimit'))).toHaveLength(1);
    nowMs += 30 * 60_000;
    client.send(`PRIVMSG ${there} :wieder da`);
    await client.settle();
    expect(world.state.messages.at(-1)).toMatchObject({ text: 'wieder da' });
  });

  it('looks sent to the restricted, and is seen by nobody', async () => {
    const simulator = await start();
    const [writer, reader] = [await joined(simulator, 'fremder_gast'), await joined(simulator, 'nordlicht_mod')];
    const userId = id(simulator, 'fremder_gast');
    suspect(simulator.world, { channelId: STREAMER_ID, moderatorId: STREAMER_ID, userId, status: 'RESTRICTED' });
    writer.send('@client-nonce=abc PRIVMSG #derflaavius :sieht mich wer');
    await writer.waitFor(/client-nonce=abc.* USERSTATE /);
    await reader.settle();
    expect(reader.lines.some((line) => line.includes('sieht mich wer'))).toBe(false);
  });

  it('brings whispers to whom they are for', async () => {
    const simulator = await start();
    const [reader, other] = [await joined(simulator, 'pixelpaul'), await joined(simulator, 'nordlicht_mod')];
    whisper(simulator.world, id(simulator, 'fremder_gast'), id(simulator, 'pixelpaul'), 'psst Kappa');
    expect(await reader.waitFor(' WHISPER ')).toMatch(
      /emotes=25:5-9;message-id=[^;]+;.*:fremder_gast!fremder_gast@fremder_gast\.tmi\.twitch\.tv WHISPER pixelpaul :psst Kappa$/,
    );
    await other.settle();
    expect(other.lines.some((line) => line.includes('WHISPER'))).toBe(false);
  });

  it('is refused to the timed out and the banned', async () => {
    const simulator = await start();
    const client = await joined(simulator, 'fremder_gast');
    const order = {
      channelId: STREAMER_ID,
      moderatorId: STREAMER_ID,
      userId: id(simulator, 'fremder_gast'),
      reason: '',
    };
    banUser(simulator.world, { ...order, seconds: 600 });
    client.send('PRIVMSG #derflaavius :hallo');
    await client.waitFor(/^@msg-id=msg_timedout .* more seconds\.$/);
    banUser(simulator.world, { ...order, seconds: null });
    client.send('PRIVMSG #derflaavius :hallo');
    await client.waitFor('@msg-id=msg_banned ');
  });

  it('needs chat:edit, and an account', async () => {
    const simulator = await start();
    const client = await joined(simulator, 'fremder_gast', ['chat:read']);
    client.send('PRIVMSG #derflaavius :hallo');
    await client.waitFor('@msg-id=no_permission ');
    const guest = anonymous(simulator);
    guest.send('JOIN #derflaavius', 'PRIVMSG #derflaavius :hallo');
    await guest.settle();
    expect(simulator.world.state.messages).toEqual([]);
  });
});

describe('staying', () => {
  it('asks whether the client is there and hangs up on the silent', async () => {
    const client = anonymous(await start(50));
    expect(await client.waitFor('PING')).toBe('PING :tmi.twitch.tv');
    await client.closed;
  });

  it('keeps who answers', async () => {
    const client = anonymous(await start(50));
    const asked = (): number => client.lines.filter((line) => line.startsWith('PING')).length;
    for (let answered = 0; answered < 4; ) {
      await client.settle();
      if (asked() > answered) client.send('PONG :tmi.twitch.tv');
      answered = asked();
    }
    await client.settle();
  });

  it('does not know commands that are none', async () => {
    const client = anonymous(await start());
    client.send('DANCE');
    expect(await client.waitFor(' 421 ')).toBe(':tmi.twitch.tv 421 justinfan4711 DANCE :Unknown command');
  });

  it('ends with the token', async () => {
    const simulator = await start();
    const client = await joined(simulator, 'nordlicht_mod');
    await fetch(`http://localhost:${simulator.httpPort}/sim/authorization/end`, {
      method: 'POST',
      body: '{"login":"nordlicht_mod"}',
    });
    await client.closed;
    expect(client.lines.at(-1)).toBe(':tmi.twitch.tv NOTICE * :Login authentication failed');
  });

  it('asks to come again, and cuts, on command', async () => {
    const simulator = await start();
    const client = anonymous(simulator);
    await client.settle();
    await fetch(`http://localhost:${simulator.httpPort}/sim/irc/reconnect`, { method: 'POST' });
    expect(await client.waitFor('RECONNECT')).toBe(':tmi.twitch.tv RECONNECT');
    await fetch(`http://localhost:${simulator.httpPort}/sim/irc/drop`, { method: 'POST' });
    await client.closed;
  });

  it('drops a client that sends 100 KB without a line end', async () => {
    const client = anonymous(await start());
    await client.settle();
    client.sendBytes(new Uint8Array(100 * 1024).fill(65));
    await client.closed;
  });
});
