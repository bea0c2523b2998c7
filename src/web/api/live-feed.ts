import { useEffect, useEffectEvent } from 'react';
import type { Endpoint } from '../../contract/endpoint.ts';
import type { ChangedThing, FeedTopic } from '../../contract/feed.ts';
import { live } from '../../contract/live.ts';
import { system } from '../../contract/system.ts';
import { team } from '../../contract/team.ts';
import { connectionNow, reportLost, reportReached, watchConnection } from './connection.ts';
import { Feed, type FeedRows, type FeedSocket, type FeedState } from './feed.ts';
import { askAgain, askAgainBelow } from './query-client.ts';

type Answer = Endpoint | string;

// By path: the contract of the health page is no part of the first page.
const CHECKS = '/system/checks';

/** What to ask for again when the server says that something changed: endpoints, or all below a path. */
const ANSWERS: Readonly<Record<ChangedThing, readonly Answer[]>> = {
  me: [team.me],
  team: [team.members],
  presence: [team.members],
  'live-state': [live.state],
  connections: [live.connections, system.problems, CHECKS, '/system/coverage'],
  problems: [system.problems, CHECKS],
  backups: [system.backups, system.jobs, CHECKS],
  numbers: [live.numbers],
  // By path: the contracts of these rooms are no part of the first page.
  broadcasts: ['/live/broadcasts', '/finance/', '/planning/'],
  finance: ['/finance/'],
  plan: ['/planning/'],
  tasks: ['/planning/'],
  accounts: ['/accounts', CHECKS],
  'sign-ins': [team.signIns, system.problems],
  health: [CHECKS, '/system/coverage', '/system/repairs'],
};

/** A line that comes and goes is announced with every turn; nobody reads faster than this. */
const REST_MS = 500;
/** What was just asked for, and whether it has changed since. */
const resting = new Map<Answer, boolean>();

function askAgainFor(what: ChangedThing): void {
  for (const each of ANSWERS[what]) askOnce(each);
}

/** At once, then at most once in a while, and never without the last change. */
function askOnce(answer: Answer): void {
  if (resting.has(answer)) {
    resting.set(answer, true);
    return;
  }
  resting.set(answer, false);
  setTimeout(() => {
    const hasChanged = resting.get(answer) === true;
    resting.delete(answer);
    if (hasChanged) askOnce(answer);
  }, REST_MS);
  void (typeof answer === 'string' ? askAgainBelow(answer) : askAgain(answer));
}

/** A moment's loss (a new topic, a server restart) is no news; after this long it is. */
const PATIENCE_MS = 2_000;

let hasMissed = false;
let patience: ReturnType<typeof setTimeout> | undefined;

function onState(next: FeedState): void {
  clearTimeout(patience);
  if (next === 'live') {
    reportReached();
    // What was only announced while the line was down was missed.
    if (hasMissed) for (const what of Object.keys(ANSWERS)) askAgainFor(what as ChangedThing);
    hasMissed = false;
  }
  if (next === 'waiting') hasMissed = true;
  if (next === 'waiting') patience = setTimeout(reportLost, PATIENCE_MS);
  if (next === 'signed-out') void askAgain(team.me);
}

function openSocket(): FeedSocket {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/feed`);
  const feedSocket: FeedSocket = {
    send: (text) => socket.send(text),
    close: () => socket.close(),
    onOpen: null,
    onMessage: null,
    onClose: null,
  };
  socket.onopen = () => feedSocket.onOpen?.();
  socket.onmessage = (event) => feedSocket.onMessage?.(String(event.data));
  socket.onclose = (event) => feedSocket.onClose?.(event.code);
  return feedSocket;
}

/** The live line of this window. The shell starts it. */
export const feed = new Feed({
  connect: openSocket,
  onChanged: askAgainFor,
  onState,
  setTimer: (work, ms) => setTimeout(work, ms),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  jitter: () => (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 255,
});

// A call that got through while the line waits: the server is back, so do not sit out the back-off.
watchConnection(() => {
  if (connectionNow().isOnline) feed.retryNow();
});

/**
 * Follows a topic while the component lives.
 * @param options.after the last `seq` the page has; `undefined` while that is still being asked.
 */
export function useFeedRows<T extends FeedTopic>(
  topic: T,
  options: { after: number | null | undefined; onRows: (rows: FeedRows<T>) => void; onReset?: (seq: number) => void },
): void {
  const onRows = useEffectEvent(options.onRows);
  const onReset = useEffectEvent((seq: number) => options.onReset?.(seq));
  const isReady = options.after !== undefined;
  const readAfter = useEffectEvent(() => options.after ?? null);
  useEffect(() => {
    if (!isReady) return;
    return feed.subscribe(topic, { after: readAfter(), onRows, onReset });
  }, [topic, isReady]);
}
