import type { FastifyServerOptions } from 'fastify';

type Schemas = NonNullable<FastifyServerOptions['schemaController']>;
type Compilers = NonNullable<Schemas['compilersFactory']>;

// Typed as Ajv's own; called is only what every validator has.
const buildValidator = (() => () => () => true) as unknown as NonNullable<Compilers['buildValidator']>;

/**
 * Input and output are checked where they are bound; the schemas of the routes only describe. Named when a
 * server is made, Fastify does not load the compilers that it would bring and nobody would call.
 */
export const UNCHECKED_SCHEMAS: Schemas = {
  compilersFactory: { buildValidator, buildSerializer: () => () => (data: unknown) => JSON.stringify(data) },
};
