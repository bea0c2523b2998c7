import { ACTIONS } from './control-actions.ts';
import { listScenarios } from './control-scenarios.ts';
import { describeWorld } from './control-state.ts';
import { ControlError, readControlInput, type Switchboard } from './control-switchboard.ts';
import { jsonReply, type SimReply, type SimRequest } from './http.ts';
import { readBook } from './money-book.ts';

/** `/sim/…`: reading the simulator's book and making things happen. Not part of Twitch. */
export function controlReply(board: Switchboard, request: SimRequest): SimReply {
  const what = request.path.slice('/sim/'.length);
  if (request.method === 'GET') return read(board, what, request.query);
  const action = Object.hasOwn(ACTIONS, what) ? ACTIONS[what] : undefined;
  if (!action) return jsonReply(404, { message: `nothing to do at ${request.path}` });
  try {
    return jsonReply(200, action(board, readControlInput(board.world, request.body)));
  } catch (error) {
    if (error instanceof ControlError) return jsonReply(400, { message: error.message });
    throw error;
  }
}

function read(board: Switchboard, what: string, query: URLSearchParams): SimReply {
  if (what === 'state') return jsonReply(200, describeWorld(board));
  if (what === 'scenarios') return jsonReply(200, listScenarios());
  if (what === 'book') return jsonReply(200, readBook(board.world));
  if (what !== 'journal') return jsonReply(404, { message: `nothing to read at /sim/${what}` });
  const entries = board.journal.after(Number(query.get('after') ?? 0), Number(query.get('limit') ?? 10_000));
  return jsonReply(200, { last: board.journal.lastNumber, entries });
}
