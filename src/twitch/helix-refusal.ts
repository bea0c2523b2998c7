import type { TwitchFailure } from './failure.ts';

/** What a Helix call throws so that it passes through Twurple; `createHelix` turns it into a value. */
export class HelixRefusal extends Error {
  /** Twitch's answer, for calls that know more about it than the status says; `undefined` when there was none. */
  readonly answer: HelixAnswer | undefined;
  /** What to say when the call knows nothing better. */
  readonly failure: TwitchFailure;

  constructor(failure: TwitchFailure, answer?: HelixAnswer) {
    super(failure.code);
    this.name = 'HelixRefusal';
    this.failure = failure;
    this.answer = answer;
  }
}

export interface HelixAnswer {
  readonly status: number;
  /** Twitch's English sentence. */
  readonly message: string;
  /** Everything it said, where that was JSON. */
  readonly body?: unknown;
}

/** A call's own reading of a refusal: statuses mean different things at different endpoints. */
export type Explain = (answer: HelixAnswer) => TwitchFailure | undefined;
