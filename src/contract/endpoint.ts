import type { z } from 'zod';
import type { Permission } from './permissions.ts';
import type { RefusalCode } from './refusals.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call: `open` needs no session, `member` any signed-in person, else the named permission.
 */
export type Access = 'open' | 'member' | Permission;

/**
 * One call of the HTTP API, without behaviour: the server validates and documents with it, the
 * browser types its calls with it.
 *
 * `path` lies under `/api`; `{name}` parts are filled from the input's field of that name. The other
 * fields travel in the query (GET, DELETE: use `z.coerce` for numbers) or as a JSON body.
 */
export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, A extends Access = Access> {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly access: A;
  /** One sentence for the printed documentation. */
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  /** Codes of another room it refuses with, besides those of its own. */
  readonly alsoRefuses?: readonly RefusalCode[];
  /** The largest body it takes, in bytes, where the usual bound is too small. */
  readonly bodyBytes?: number;
}

export function endpoint<I extends z.ZodType, O extends z.ZodType, const A extends Access>(
  definition: Endpoint<I, O, A>,
): Endpoint<I, O, A> {
  return definition;
}

/** A room's calls by name. */
export type Contract = Readonly<Record<string, Endpoint>>;

/** What a handler receives after validation. */
export type InputOf<E> = E extends Endpoint<infer I, z.ZodType> ? z.output<I> : never;
/** What the browser passes. */
export type RequestOf<E> = E extends Endpoint<infer I, z.ZodType> ? z.input<I> : never;
/** What a handler must return and the browser receives. */
export type ReplyOf<E> = E extends Endpoint<z.ZodType, infer O> ? z.output<O> : never;

/**
 * The server must supply one handler per call. `Caller` is the signed-in person; an open call is
 * answered for a `Visitor`, of whom only the browser is known.
 */
export type Handlers<C extends Contract, Caller, Visitor> = {
  readonly [Name in keyof C]: (
    input: InputOf<C[Name]>,
    from: C[Name]['access'] extends 'open' ? Visitor : Caller,
  ) => Promise<ReplyOf<C[Name]>>;
};
