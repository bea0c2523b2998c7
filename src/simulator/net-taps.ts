import type { WebSocket } from 'ws';
import type { SessionSocket } from './eventsub-session.ts';
import type { IrcServer } from './irc.ts';
import type { Net } from './net.ts';
import { createPost } from './net-post.ts';

/** A dead path is noticed by nobody for this long. */
const BURIED_AFTER_MS = 10 * 60_000;
/** What everybody in the room reads; what is between one client and the server is never late. */
const CHAT_LINE = /^(?:@\S+ )?:\S+ (?:PRIVMSG|USERNOTICE|CLEARCHAT|CLEARMSG) /;

/** The chat server as it is reached through a network that has its troubles. */
export function tapIrc(irc: Pick<IrcServer, 'accept'>, net: Net): Pick<IrcServer, 'accept'> {
  return {
    accept(link) {
      let isSilent = false;
      const post = createPost(net.delivery.irc, (text) => link.send(text));
      const client = irc.accept({
        send(text) {
          if (isSilent) return;
          if (CHAT_LINE.test(text)) post.put(text);
          else link.send(text);
        },
        close() {
          if (!isSilent) link.close();
        },
      });
      let hasLeft = false;
      const leave = (): void => {
        if (hasLeft) return;
        hasLeft = true;
        post.stop();
        forget();
        client.closed();
      };
      const forget = net.opened('irc', {
        silence() {
          isSilent = true;
          leave();
        },
        drop() {
          leave();
          link.close();
        },
      });
      return {
        receive(line) {
          if (!isSilent) client.receive(line);
        },
        closed: leave,
      };
    },
  };
}

/** A session's socket as it is reached through such a network. */
export function tapSession(webSocket: WebSocket, net: Net): SessionSocket {
  let isSilent = false;
  const onGone: (() => void)[] = [];
  const post = createPost(net.delivery.eventsub, (text) => webSocket.send(text));
  const forget = net.opened('eventsub', {
    silence() {
      isSilent = true;
      leave();
      // No answer to a ping or to a goodbye either.
      webSocket.pause();
      setTimeout(() => webSocket.terminate(), BURIED_AFTER_MS).unref();
    },
    drop: () => webSocket.terminate(),
  });
  const leave = (): void => {
    post.stop();
    forget();
    for (const listener of onGone.splice(0)) listener();
  };
  webSocket.on('close', leave);
  return {
    send(text) {
      if (isSilent) return;
      if (text.includes('"message_type":"notification"')) post.put(text);
      else webSocket.send(text);
    },
    close(code, reason) {
      if (!isSilent) webSocket.close(code, reason);
    },
    terminate() {
      if (!isSilent) webSocket.terminate();
    },
    ping() {
      if (!isSilent && webSocket.readyState === webSocket.OPEN) webSocket.ping();
    },
    on(event, listener) {
      if (event === 'close') onGone.push(listener);
      else webSocket.on(event, () => void (isSilent || listener()));
    },
  };
}
