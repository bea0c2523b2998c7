import { createIrcConnection, type IrcConnection, type IrcLink } from './irc-connection.ts';
import { chatLinesOf } from './irc-events.ts';
import { IRC_CAPABILITIES, type IrcLine, renderLine } from './irc-format.ts';
import { hash, notice, userstate, whisperLine } from './irc-lines.ts';
import type { Journal } from './journal.ts';
import { userOf, type World } from './world.ts';
import type { WorldEvent } from './world-events.ts';

/** The chat server behind TCP and WebSocket. */
export interface IrcServer {
  /** A new client. @returns where to put its lines, and what to call when it is gone. */
  accept(link: IrcLink): { receive(line: string): void; closed(): void };
  /** Tells every client to connect again, as before a restart of Twitch's server. */
  askToReconnect(): void;
  /** Cuts every connection without a word. */
  dropAll(): void;
  readonly connectionCount: number;
  /** Whether anybody reads along in this channel. */
  isHeardIn(channelId: string): boolean;
  stop(): void;
}

const ALL_CAPABILITIES = new Set(IRC_CAPABILITIES);

/** @param pingMs how often each client is asked whether it is still there. */
export function createIrcServer(world: World, journal: Journal, pingMs = 300_000): IrcServer {
  const connections = new Set<IrcConnection>();
  let lastId = 0;

  const tellChannel = (channelId: string, line: IrcLine, exceptId: string | null = null): void => {
    let receivers = 0;
    for (const connection of connections) {
      if (connection.id !== exceptId && connection.joined.has(channelId) && connection.write(line)) receivers += 1;
    }
    const raw = renderLine(line, ALL_CAPABILITIES);
    if (raw !== undefined) journal.write({ wire: 'irc', to: userOf(world, channelId).login, raw, receivers });
  };

  const endTokens = (isMeant: (connection: IrcConnection) => boolean): void => {
    for (const connection of connections) {
      if (!isMeant(connection)) continue;
      connection.write(notice('*', '', 'Login authentication failed'));
      connection.close();
    }
  };

  /** Its chat is closed to everybody, who is in it is told why, and it is thrown out itself. */
  const suspend = (userId: string): void => {
    const told = notice(
      hash(world, userId),
      'tos_ban',
      `The community has closed channel ${userOf(world, userId).login} due to Terms of Service violations.`,
    );
    for (const connection of connections) {
      if (connection.joined.has(userId)) connection.write(told);
    }
    endTokens((connection) => connection.userId === userId);
  };

  const translate = (event: WorldEvent): void => {
    const exceptId = event.kind === 'message' ? event.connectionId : null;
    for (const { channelId, line } of chatLinesOf(world, event)) tellChannel(channelId, line, exceptId);
    switch (event.kind) {
      case 'message': {
        const { message, connectionId, nonce } = event;
        for (const connection of connections) {
          if (connection.id !== connectionId) continue;
          connection.write(userstate(world, message.channelId, message.userId, { messageId: message.id, nonce }));
        }
        break;
      }
      case 'suspicious-line': {
        // Who is not shown is told nothing: it looks sent.
        if (event.isShown) break;
        const own = { messageId: event.messageId, nonce: event.nonce };
        for (const connection of connections) {
          if (connection.id !== event.connectionId) continue;
          connection.write(userstate(world, event.channelId, event.person.userId, own));
        }
        break;
      }
      case 'whisper':
        for (const connection of connections) {
          if (connection.userId === event.toId) connection.write(whisperLine(world, event));
        }
        break;
      case 'account-suspended':
        if (event.isSuspended) suspend(event.userId);
        break;
      case 'token-ended':
        endTokens((connection) => connection.accessToken === event.accessToken);
        break;
      case 'authorization-ended':
        endTokens((one) => one.clientId === event.clientId && one.userId === event.userId);
        break;
      default:
        break; // concerns no connection
    }
  };

  const stopListening = world.listen(translate);
  const timer = setInterval(() => {
    for (const connection of connections) connection.ping();
  }, pingMs);

  return {
    get connectionCount() {
      return connections.size;
    },
    accept(link) {
      lastId += 1;
      const hub = {
        world,
        announceMembership(from: IrcConnection, command: 'JOIN' | 'PART', channelId: string) {
          tellMembership(world, connections, { from, command, channelId });
        },
      };
      const connection = createIrcConnection(hub, `irc-${lastId}`, link);
      connections.add(connection);
      return {
        receive: connection.receive,
        closed() {
          connection.leaveAll();
          connections.delete(connection);
        },
      };
    },
    isHeardIn: (channelId) => [...connections].some((connection) => connection.joined.has(channelId)),
    askToReconnect() {
      for (const connection of connections) connection.write({ prefix: 'tmi.twitch.tv', command: 'RECONNECT' });
    },
    dropAll() {
      for (const connection of connections) connection.close();
    },
    stop() {
      clearInterval(timer);
      stopListening();
      for (const connection of connections) connection.close();
    },
  };
}

function tellMembership(
  world: World,
  connections: ReadonlySet<IrcConnection>,
  change: { from: IrcConnection; command: 'JOIN' | 'PART'; channelId: string },
): void {
  const { userId } = change.from;
  if (userId === null) return;
  const { login } = userOf(world, userId);
  for (const connection of connections) {
    if (connection === change.from || !connection.joined.has(change.channelId)) continue;
    connection.writeMembership({
      prefix: `${login}!${login}@${login}.tmi.twitch.tv`,
      command: change.command,
      params: [hash(world, change.channelId)],
    });
  }
}
