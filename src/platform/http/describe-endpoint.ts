import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Endpoint } from '../../contract/endpoint.ts';
import { REFUSALS, type RefusalCode } from '../../contract/refusals.ts';
import type { BoundEndpoint } from './bindings.ts';

const ALL_CODES = Object.keys(REFUSALS) as RefusalCode[];

/**
 * What a call can be refused for: what this room checks in front of it, the refusals of the module
 * it belongs to, and Twitch's, which any of them may pass on.
 */
export function refusalsOf({ module, endpoint }: Pick<BoundEndpoint, 'module' | 'endpoint'>): RefusalCode[] {
  const isOpen = endpoint.access === 'open';
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
  const hasInput = hasBody || Object.keys(shapeOf(endpoint) ?? {}).length > 0;
  const isQuiet = isOpen && endpoint.method === 'GET' && !hasInput;
  const applies: Partial<Record<RefusalCode, boolean>> = {
    'http.bad-input': hasInput,
    'http.unknown-path': false,
    'http.no-session': !isOpen,
    'http.forbidden': !isOpen && endpoint.access !== 'member',
    'http.too-large': hasBody,
    'http.unsupported-media-type': hasBody,
  };
  const owners = isQuiet ? ['http'] : ['http', 'twitch', module];
  return ALL_CODES.filter(
    (code) =>
      (owners.includes(code.split('.')[0] ?? '') && applies[code] !== false) || endpoint.alsoRefuses?.includes(code),
  );
}

/** The route's schema, from which the OpenAPI document is printed. */
export function describeEndpoint(bound: BoundEndpoint): FastifySchema {
  const { module, name, endpoint } = bound;
  const shape = shapeOf(endpoint);
  const pathNames = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  for (const part of pathNames) {
    if (shape?.[part] === undefined) throw new Error(`${module}.${name}: the input has no field for {${part}}`);
  }
  const isInPath = (field: string) => pathNames.includes(field);
  const rest = shape === undefined ? endpoint.input : z.object(pick(shape, (field) => !isInPath(field)));
  const hasRest = shape === undefined || Object.keys(shape).some((field) => !isInPath(field));
  const place = endpoint.method === 'GET' || endpoint.method === 'DELETE' ? 'querystring' : 'body';
  return {
    operationId: `${module}.${name}`,
    tags: [module],
    summary: endpoint.summary,
    description: accessSentence(endpoint),
    security: securityOf(endpoint),
    ...(pathNames.length > 0 && shape !== undefined ? { params: z.object(pick(shape, isInPath)) } : {}),
    ...(hasRest ? { [place]: rest } : {}),
    response: {
      200: { description: 'Done.', content: json(endpoint.output) },
      ...refusalResponses(refusalsOf(bound)),
    },
  } as FastifySchema;
}

function refusalResponses(codes: readonly RefusalCode[]): Record<string, object> {
  const byStatus = Map.groupBy(codes, (code) => REFUSALS[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: `Refused: ${of.join(', ')}`,
        content: json(z.object({ code: z.enum(of), params: refusalParams })),
      },
    ]),
  );
}

const refusalParams = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

function accessSentence({ access, method }: Endpoint): string {
  if (access === 'open') return 'Open: needs no session.';
  const who = access === 'member' ? 'Any signed-in member.' : `Needs the permission \`${access}\`.`;
  return method === 'GET' ? who : `${who} Changes something: needs the header \`x-csrf-token\` and our own \`Origin\`.`;
}

function securityOf({ access, method }: Endpoint): Record<string, string[]>[] {
  if (access === 'open') return [];
  return [method === 'GET' ? { session: [] } : { session: [], csrfToken: [] }];
}

function shapeOf(endpoint: Endpoint): Readonly<Record<string, z.core.$ZodType>> | undefined {
  return endpoint.input instanceof z.ZodObject ? endpoint.input.shape : undefined;
}

function pick(shape: Readonly<Record<string, z.core.$ZodType>>, isWanted: (field: string) => boolean) {
  return Object.fromEntries(Object.entries(shape).filter(([field]) => isWanted(field)));
}

function json(schema: z.ZodType) {
  return { 'application/json': { schema } };
}
