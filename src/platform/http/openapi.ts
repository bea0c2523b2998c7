import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type OpenApiDocument, renderDocsPage } from './docs-page.ts';
import { type Site, sessionCookieName } from './site.ts';

/** Must come before the routes: it listens as they are made. */
export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
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
}

/** The document and the page made of it, printed at the first visit and kept. */
export function serveOpenApi(app: FastifyInstance, site: Site): void {
  let document: OpenApiDocument | undefined;
  const printed = (): OpenApiDocument => {
    document ??= {
      ...(app.swagger() as OpenApiDocument),
      components: { securitySchemes: securitySchemes(site.port) },
    };
    return document;
  };
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => printed());
  app.get('/api/docs', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(renderDocsPage(printed())),
  );
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
