import { createEventSubServer } from '../eventsub.ts';
import { toWire } from '../eventsub-payloads.ts';
import type { SimContext, SimReply, SimRequest } from '../http.ts';
import { chatLinesOf } from '../irc-events.ts';
import { IRC_CAPABILITIES, renderLine } from '../irc-format.ts';
import { createJournal } from '../journal.ts';
import { issueAppToken, issueUserToken } from '../oauth-tokens.ts';
import { createWorld, STREAMER_ID, type World } from '../world.ts';
import { freshState, SANDBOX_APP } from '../world-seed.ts';
import { handleHelix } from './handle.ts';

/** A Sunday evening. */
export const EVENING_MS = Date.parse('2026-11-22T18:00:00Z');

export const PEOPLE = {
  streamer: STREAMER_ID,
  moderator: '800711401',
  secondModerator: '800711402',
  manager: '800711403',
  stranger: '800711404',
} as const;

export type Person = keyof typeof PEOPLE;

/** Whose token goes with a call: a person's with these scopes, or the app's own. */
export type Caller = { readonly as: Person; readonly scopes?: readonly string[] } | { readonly as: 'app' };

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; `undefined` when there is none. */
  readonly body: unknown;
}

export interface QuietEvening {
  readonly world: World;
  readonly context: SimContext;
  /** Lets time pass. */
  wait(milliseconds: number): void;
  tokenFor(caller: Caller): string;
  /** @param target path and query, without `/mock`. */
  ask(caller: Caller, method: string, target: string, body?: unknown): Promise<Answer>;
  /** A request as it stands, for what `ask` does right by itself. */
  send(request: Partial<SimRequest> & { readonly target: string }): Promise<Answer>;
}

/** One line of a table of refusals: who asks what, and how Twitch says no. */
export interface RefusedCase {
  readonly when: string;
  readonly caller: Caller;
  readonly method: string;
  readonly target: string;
  readonly body?: unknown;
  readonly prepare?: (evening: QuietEvening) => unknown;
  readonly status: number;
  readonly message: string;
}

/** What came of the case, in the shape that is compared with its last two columns. */
export async function outcomeOf(refused: RefusedCase): Promise<unknown> {
  const evening = quietEvening();
  await refused.prepare?.(evening);
  const { status, body } = await evening.ask(refused.caller, refused.method, refused.target, refused.body);
  return typeof body === 'object' && body !== null && 'message' in body
    ? { status, message: body.message }
    : { status };
}

/** What everybody is told from now on: events by type, of several the last, and lines of chat. */
export function listenIn({ world }: QuietEvening): {
  readonly events: Record<string, Readonly<Record<string, unknown>>>;
  readonly lines: string[];
} {
  const events: Record<string, Readonly<Record<string, unknown>>> = {};
  const lines: string[] = [];
  world.listen((event) => {
    for (const wire of toWire(world, event)) events[wire.type] = wire.event;
    for (const { line } of chatLinesOf(world, event)) {
      const raw = renderLine(line, new Set(IRC_CAPABILITIES));
      if (raw !== undefined) lines.push(raw);
    }
  });
  return { events, lines };
}

/** A seeded world in which nothing happens by itself, with a clock that stands still, and a way to ask it. */
export function quietEvening(): QuietEvening {
  let nowMs = EVENING_MS;
  const world = createWorld(freshState('quiet', EVENING_MS), { nowMs: () => nowMs }, 'quiet');
  const eventSub = createEventSubServer({ world, journal: createJournal(world), address: () => 'ws://localhost/ws' });
  const context: SimContext = { world, eventSub, baseUrl: 'http://localhost:4000' };
  const { clientId } = SANDBOX_APP;

  const tokenFor = (caller: Caller): string =>
    caller.as === 'app'
      ? issueAppToken(world, clientId).accessToken
      : issueUserToken(world, { clientId, userId: PEOPLE[caller.as], scopes: caller.scopes ?? [] }).accessToken;

  const send: QuietEvening['send'] = async ({ target, ...request }) => {
    const url = new URL(target, 'http://localhost');
    return toAnswer(
      await handleHelix(context, {
        method: 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: {},
        body: '',
        ...request,
      }),
    );
  };

  return {
    world,
    context,
    tokenFor,
    send,
    wait(milliseconds) {
      nowMs += milliseconds;
    },
    ask: (caller, method, target, body) =>
      send({
        method,
        target: `/mock${target}`,
        headers: { authorization: `Bearer ${tokenFor(caller)}`, 'client-id': clientId },
        body: body === undefined ? '' : JSON.stringify(body),
      }),
  };
}

export function toAnswer(reply: SimReply): Answer {
  const text = typeof reply.body === 'string' ? reply.body : '';
  return { status: reply.status, headers: reply.headers ?? {}, body: text === '' ? undefined : JSON.parse(text) };
}
