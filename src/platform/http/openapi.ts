import { type FastifyInstance, fastify, type RouteOptions } from 'fastify';
import { z } from 'zod';
import { type OpenApiDocument, renderDocsPage } from './docs-page.ts';
import { type Site, sessionCookieName } from './site.ts';
import { UNCHECKED_SCHEMAS } from './unchecked-schemas.ts';

/** The routes of a server as they are made; must come before the first. */
export function noteRoutes(app: FastifyInstance): readonly RouteOptions[] {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => void routes.push(route));
  return routes;
}

/** The document and the page made of it, printed at the first visit and kept. */
export function serveOpenApi(
  app: FastifyInstance,
  { site, version, routes }: { site: Site; version: string; routes: readonly RouteOptions[] },
): void {
  let document: Promise<OpenApiDocument> | undefined;
  const printed = async (): Promise<OpenApiDocument> => {
    document ??= print(routes, version);
    return { ...(await document), components: { securitySchemes: securitySchemes(site.port) } };
  };
  app.get('/api/openapi.json', { schema: { hide: true } }, printed);
  app.get('/api/docs', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(renderDocsPage(await printed())),
  );
}

/**
 * What prints it is loaded now: most days nobody asks. It describes the routes of a server that is being
 * made, so one is made for it that never listens.
 */
async function print(routes: readonly RouteOptions[], version: string): Promise<OpenApiDocument> {
  const [{ default: fastifySwagger }, { createJsonSchemaTransform }] = await Promise.all([
    import('@fastify/swagger'),
    import('fastify-type-provider-zod'),
  ]);
  const app = fastify({ exposeHeadRoutes: false, schemaController: UNCHECKED_SCHEMAS });
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'liveXtrem',
        version,
        description:
          'Everything the web app can do. A refusal is `{"code","params"}` with a fitting status; its sentence is the client’s.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: securitySchemes(0) },
    },
    // A registry of its own: schemas stay inline, whatever a room gave an id.
    transform: createJsonSchemaTransform({
      schemaRegistry: z.registry<{ id?: string }>(),
      zodToJsonConfig: { override: dropDatePattern },
    }),
    hideUntagged: true,
  });
  for (const { method, url, schema } of routes) {
    if (schema) app.route({ method, url, schema, handler: async () => null });
  }
  await app.ready();
  const document = app.swagger() as OpenApiDocument;
  await app.close();
  return document;
}

/** Named after the port, which is known only once we listen. */
function securitySchemes(port: number) {
  return {
    session: { type: 'apiKey', in: 'cookie', name: sessionCookieName(port) },
    csrfToken: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
  } as const;
}

/** The format says it; the pattern beside it would be a third of the document. */
function dropDatePattern({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
}
