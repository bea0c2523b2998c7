import type { TwitchFailure, TwitchFailureCode } from '../../../twitch/failure.ts';
import type { PartRefusal } from './plan-parts.ts';

const PASSING: ReadonlySet<TwitchFailureCode> = new Set(['twitch.unreachable', 'twitch.trouble', 'twitch.slow-down']);
const OF_ACCOUNT: ReadonlySet<TwitchFailureCode> = new Set([
  'twitch.missing-scope',
  'twitch.reconnect',
  'twitch.no-grant',
  'twitch.gone',
]);

/** What a refusal of Twitch's means: tried again by itself, somebody has to connect anew, or about this one thing. */
export function kindOfTrouble({ code }: TwitchFailure): 'passing' | 'account' | 'part' {
  if (PASSING.has(code)) return 'passing';
  return OF_ACCOUNT.has(code) ? 'account' : 'part';
}

/** A refusal as it is kept and shown. */
export function refusalOf({ code, params }: TwitchFailure): PartRefusal {
  const kept = Object.entries(params).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return { code, params: Object.fromEntries(kept) };
}

/** Thrown so that the job table tries again. */
export class PassingTrouble extends Error {
  constructor({ code }: TwitchFailure) {
    super(code);
    this.name = 'PassingTrouble';
  }
}
