import { WebSocket } from 'ws';
import { parseEventSubFrame } from './wire/eventsub.ts';
import type { EventSubFrame } from './wire/eventsub-message.ts';

export interface EventSubLink {
  /** Ends it at once; nothing is told any more. */
  close(): void;
}

export interface EventSubLinkEvents {
  onFrame(frame: EventSubFrame): void;
  /** Once, unless we closed it ourselves; 1006 when there was no code. */
  onClose(code: number, reason: string): void;
}

interface LinkParts {
  readonly url: string;
  readonly welcomeMs: number;
  /** Added to the keepalive time that the welcome names. */
  readonly patienceMs: number;
  nowMs(): number;
}

/**
 * One EventSub WebSocket, from opening to close. It is given up when no welcome comes, and later when
 * Twitch says nothing for longer than it promised; WebSocket pings do not count. Nothing is ever sent.
 */
export function openEventSubLink(
  { url, welcomeMs, patienceMs, nowMs }: LinkParts,
  events: EventSubLinkEvents,
): EventSubLink {
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    handshakeTimeout: welcomeMs,
    maxPayload: 4 * 1024 * 1024,
    followRedirects: false,
  });
  let isOver = false;
  let silenceMs = welcomeMs;
  let watchdog = setTimeout(onSilence, silenceMs);

  function end(): void {
    isOver = true;
    clearTimeout(watchdog);
    socket.terminate();
  }

  function broken(code: number, reason: string): void {
    if (isOver) return;
    end();
    events.onClose(code, reason);
  }

  /** While we were busy something may have come that lies unread: that is looked at first. */
  function onSilence(): void {
    watchdog = setTimeout(() => broken(1006, 'silent'), 0);
  }

  socket.on('message', (data) => {
    if (isOver) return;
    const frame = parseEventSubFrame(String(data), nowMs());
    if (frame?.type === 'welcome') silenceMs = frame.keepaliveSeconds * 1000 + patienceMs;
    clearTimeout(watchdog);
    watchdog = setTimeout(onSilence, silenceMs);
    if (frame) events.onFrame(frame);
  });
  socket.on('error', (error) => broken(1006, error.message));
  socket.on('close', (code, reason) => broken(code, String(reason)));
  return { close: end };
}
