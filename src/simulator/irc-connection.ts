import {
  type ClientLine,
  IRC_CAPABILITIES,
  type IrcCapability,
  type IrcLine,
  parseClientLine,
  renderLine,
} from './irc-format.ts';
import { globaluserstate, hash, notice, roomstate, userstate } from './irc-lines.ts';
import { channelOf, findLiveToken, findUserByLogin, readAccount, userOf, type World } from './world.ts';
import { countLogin, ignoreWriter, isIgnored } from './world-accounts.ts';
import { sendLine } from './world-chat.ts';
import { MAX_MESSAGE_LENGTH, TOO_QUICK } from './world-chat-rules.ts';
import { takeSeat } from './world-joins.ts';
import { canModerate, isVip } from './world-roles.ts';

/** The way to one client, over TCP or WebSocket. */
export interface IrcLink {
  /** Whole lines, with their ends. */
  send(text: string): void;
  close(): void;
}

export interface IrcConnection {
  readonly id: string;
  readonly accessToken: string | null;
  readonly clientId: string | null;
  readonly userId: string | null;
  readonly joined: Pick<ReadonlyMap<string, unknown>, 'has'>;
  receive(text: string): void;
  /** False when this client did not ask for such lines. */
  write(line: IrcLine): boolean;
  /** Only to those who asked for membership. */
  writeMembership(line: IrcLine): void;
  close(): void;
  /** The client is gone: its channels are free again. */
  leaveAll(): void;
  /** Asks whether the client is still there; closes when it did not answer the last time. */
  ping(): void;
}

/** What a connection asks of the hub. */
export interface IrcHub {
  readonly world: World;
  /** Joins and parts of one client, for those who asked for membership. */
  announceMembership(connection: IrcConnection, command: 'JOIN' | 'PART', channelId: string): void;
}

const ACTION = '\u0001ACTION ';
const SERVER = 'tmi.twitch.tv';

/** One client from its first byte to its last. */
export function createIrcConnection(hub: IrcHub, id: string, link: IrcLink): IrcConnection {
  const { world } = hub;
  const capabilities = new Set<IrcCapability>();
  /** By channel: how to leave it. */
  const joined = new Map<string, () => void>();
  let password: string | undefined;
  let nick = '';
  let accessToken: string | null = null;
  let clientId: string | null = null;
  let userId: string | null = null;
  let scopes: readonly string[] = [];
  let isWelcome = false;
  let awaitsPong = false;
  let isClosed = false;

  const write = (line: IrcLine): boolean => {
    const text = isClosed ? undefined : renderLine(line, capabilities);
    if (text === undefined) return false;
    link.send(`${text}\r\n`);
    return true;
  };
  const leaveAll = (): void => {
    for (const leave of joined.values()) leave();
    joined.clear();
  };
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    leaveAll();
    link.close();
  };

  const refuseLogin = (reason: string): void => {
    write(notice('*', '', reason));
    close();
  };

  const answerCapabilities = ({ params }: ClientLine): void => {
    const [verb = '', ...rest] = params;
    const wanted = rest.join(' ').split(' ').filter(Boolean);
    if (verb.toUpperCase() === 'LS') {
      write({ prefix: SERVER, command: 'CAP', params: ['*', 'LS'], trailing: IRC_CAPABILITIES.join(' ') });
    }
    if (verb.toUpperCase() !== 'REQ') return;
    const known = wanted.filter((name): name is IrcCapability => IRC_CAPABILITIES.some((one) => one === name));
    const isGranted = known.length === wanted.length;
    if (isGranted) for (const name of known) capabilities.add(name);
    const answer = isGranted ? 'ACK' : 'NAK';
    write({ prefix: SERVER, command: 'CAP', params: ['*', answer], trailing: wanted.join(' ') });
  };

  const logIn = (wantedNick: string): void => {
    if (isWelcome || isClosed) return;
    nick = wantedNick.toLowerCase();
    if (!/^\w{1,25}$/.test(nick)) {
      refuseLogin('Invalid NICK');
      return;
    }
    if (!/^justinfan\d+$/.test(nick)) {
      if (!password?.startsWith('oauth:')) {
        refuseLogin('Improperly formatted auth');
        return;
      }
      const token = findLiveToken(world, password.slice('oauth:'.length));
      if (!token || token.userId === null || !token.scopes.includes('chat:read')) {
        refuseLogin('Login authentication failed');
        return;
      }
      if (readAccount(world, token.userId).isSuspended || !countLogin(world, token.userId)) {
        refuseLogin('Login unsuccessful');
        return;
      }
      ({ accessToken, clientId, userId, scopes } = token);
      nick = userOf(world, token.userId).login;
    }
    isWelcome = true;
    for (const [command, text] of WELCOME) write({ prefix: SERVER, command, params: [nick], trailing: text });
    if (userId !== null) write(globaluserstate(world, userId));
  };

  const join = (names: string): void => {
    for (const name of names.split(',')) {
      // Nothing tells a client that it asked for a channel that is not there, or for too many.
      const channelId = name.startsWith('#') ? findUserByLogin(world, name.slice(1))?.id : undefined;
      if (channelId === undefined || joined.has(channelId)) continue;
      if (readAccount(world, channelId).isSuspended) {
        write(
          notice(hash(world, channelId), 'msg_channel_suspended', 'This channel does not exist or has been suspended.'),
        );
        continue;
      }
      const leave = takeSeat(world, userId ?? id, channelId);
      if (!leave) continue;
      joined.set(channelId, leave);
      const channelName = hash(world, channelId);
      write({ prefix: self(), command: 'JOIN', params: [channelName] });
      if (userId !== null) write(userstate(world, channelId, userId));
      write(roomstate(world, channelId));
      const host = `${nick}.${SERVER}`;
      write({ prefix: host, command: '353', params: [nick, '=', channelName], trailing: nick });
      write({ prefix: host, command: '366', params: [nick, channelName], trailing: 'End of /NAMES list' });
      hub.announceMembership(connection, 'JOIN', channelId);
    }
  };

  const part = (names: string): void => {
    for (const name of names.split(',')) {
      const channelId = findUserByLogin(world, name.replace('#', ''))?.id;
      const leave = joined.get(channelId ?? '');
      if (channelId === undefined || !leave) continue;
      leave();
      joined.delete(channelId);
      write({ prefix: self(), command: 'PART', params: [hash(world, channelId)] });
      hub.announceMembership(connection, 'PART', channelId);
    }
  };

  const self = (): string => `${nick}!${nick}@${nick}.${SERVER}`;

  const say = ({ tags, params }: ClientLine): void => {
    const [target = '', text = ''] = params;
    const channelId = findUserByLogin(world, target.replace('#', ''))?.id;
    if (channelId === undefined || userId === null) return;
    const channelName = hash(world, channelId);
    if (!scopes.includes('chat:edit')) {
      write(notice(channelName, 'no_permission', "You don't have permission to perform that action."));
      return;
    }
    const spoken = text.startsWith(ACTION) ? `/me ${text.slice(ACTION.length).replace('\u0001', '')}` : text;
    const command = /^[/.](\w+)/.exec(spoken)?.[1];
    if (command !== undefined && !spoken.startsWith('/me ')) {
      write(notice(channelName, 'unrecognized_cmd', `Unrecognized command: /${command}`));
      return;
    }
    if (Array.from(spoken).length > MAX_MESSAGE_LENGTH + '/me '.length) return;
    const channel = channelOf(world, channelId);
    const hasRole = canModerate(channel, userId) || isVip(channel, userId);
    if (!hasRole && isIgnored(world, userId)) return;
    const nonce = tags['client-nonce'];
    const replyTo = tags['reply-parent-msg-id'];
    const sent = sendLine(world, {
      channelId,
      userId,
      text: spoken,
      connectionId: id,
      ...(nonce === undefined ? {} : { nonce }),
      ...(replyTo === undefined ? {} : { replyTo }),
    });
    if (sent.ok) return;
    if (sent.error === TOO_QUICK && !hasRole) ignoreWriter(world, userId);
    write(notice(channelName, sent.error.code, sent.error.message));
  };

  const connection: IrcConnection = {
    id,
    joined,
    get accessToken() {
      return accessToken;
    },
    get clientId() {
      return clientId;
    },
    get userId() {
      return userId;
    },
    write,
    writeMembership(line) {
      if (capabilities.has('twitch.tv/membership')) write(line);
    },
    close,
    leaveAll,
    ping() {
      if (awaitsPong) {
        close();
        return;
      }
      awaitsPong = true;
      write({ command: 'PING', trailing: SERVER });
    },
    receive(text) {
      if (isClosed) return;
      awaitsPong = false;
      const line = parseClientLine(text);
      switch (line.command) {
        case 'CAP':
          answerCapabilities(line);
          return;
        case 'PASS':
          password = line.params[0];
          return;
        case 'NICK':
          logIn(line.params[0] ?? '');
          return;
        case 'PING':
          write({ prefix: SERVER, command: 'PONG', params: [SERVER], trailing: line.params.at(-1) ?? '' });
          return;
        case 'QUIT':
          close();
          return;
        case '':
        case 'PONG':
        case 'USER':
          return;
      }
      if (!isWelcome) return;
      if (line.command === 'JOIN') join(line.params[0] ?? '');
      else if (line.command === 'PART') part(line.params[0] ?? '');
      else if (line.command === 'PRIVMSG') say(line);
      else write({ prefix: SERVER, command: '421', params: [nick, line.command], trailing: 'Unknown command' });
    },
  };
  return connection;
}

const WELCOME: readonly (readonly [string, string])[] = [
  ['001', 'Welcome, GLHF!'],
  ['002', `Your host is ${SERVER}`],
  ['003', 'This server is rather new'],
  ['004', '-'],
  ['375', '-'],
  ['372', 'You are in a maze of twisty passages, all alike.'],
  ['376', '>'],
];
