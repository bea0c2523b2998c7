import { type ConsentLanguage, preferredLanguage } from './consent-page.ts';
import { ACTIONS } from './control-actions.ts';
import { describeNow } from './control-now.ts';
import { CONTROL_POLICY, controlPage } from './control-page.ts';
import { listScenarios } from './control-scenarios.ts';
import { describeWorld } from './control-state.ts';
import { ControlError, readControlInput, type Switchboard } from './control-switchboard.ts';
import { jsonReply, type SimReply, type SimRequest } from './http.ts';
import { readBook } from './money-book.ts';

/** `/sim/…`: a page to control it all, the simulator's book, and making things happen. Not part of Twitch. */
export function controlReply(board: Switchboard, request: SimRequest): SimReply {
  const what = request.path.slice('/sim/'.length);
  if (isForeign({ host: request.headers['host'], origin: request.headers['origin'] }))
    return jsonReply(403, { message: 'other sites may not control the sandbox' });
  if (request.method === 'GET') return read(board, what, request);
  const action = Object.hasOwn(ACTIONS, what) ? ACTIONS[what] : undefined;
  if (!action) return jsonReply(404, { message: `nothing to do at ${request.path}` });
  try {
    return jsonReply(200, action(board, readControlInput(board.world, request.body)));
  } catch (error) {
    if (error instanceof ControlError) return jsonReply(400, { message: error.message });
    throw error;
  }
}

/**
 * Whether another site's page asks: by its origin, or under a name that somebody else pointed at this machine.
 * Programs send no origin.
 */
export function isForeign(headers: {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
}): boolean {
  const { host, origin } = headers;
  if (host !== undefined && !/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host)) return true;
  return origin !== undefined && origin !== `http://${host}`;
}

function readLanguage({ query, headers }: SimRequest): ConsentLanguage {
  const asked = query.get('language');
  return asked === 'de' || asked === 'en' ? asked : preferredLanguage(headers['accept-language'] ?? '');
}

function pageReply(board: Switchboard, language: ConsentLanguage): SimReply {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': CONTROL_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  return { status: 200, headers, body: controlPage(language, describeNow(board, language)) };
}

function read(board: Switchboard, what: string, request: SimRequest): SimReply {
  const { query } = request;
  if (what === '') return pageReply(board, readLanguage(request));
  if (what === 'now') return jsonReply(200, describeNow(board, readLanguage(request)));
  if (what === 'state') return jsonReply(200, describeWorld(board));
  if (what === 'scenarios') return jsonReply(200, listScenarios());
  if (what === 'book') return jsonReply(200, readBook(board.world));
  if (what !== 'journal') return jsonReply(404, { message: `nothing to read at /sim/${what}` });
  const entries = board.journal.after(Number(query.get('after') ?? 0), Number(query.get('limit') ?? 10_000));
  return jsonReply(200, { last: board.journal.lastNumber, entries });
}
