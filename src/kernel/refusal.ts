/** Values that go into the sentence a person reads; never prose, never secrets. */
export type RefusalParams = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Ends the request with a reason a person can act on. `code` is `room.reason`, listed in
 * `contract/refusals.ts`, which also gives its HTTP status; the browser translates it.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly params: RefusalParams;

  constructor(code: string, params: RefusalParams = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
  }
}
