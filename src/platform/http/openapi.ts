import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type OpenApiDocument, renderDocsPage } from './docs-page.ts';
import type { Site } from './site.ts';

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
    },
    // A registry of its own: schemas stay inline, whatever a room gave an id.
    transform: createJsonSchemaTransform({ schemaRegistry: z.registry<{ id?: string }>() }),
    hideUntagged: true,
  });
}

/** The document and the page made of it, printed at the first visit and kept. */
export function serveOpenApi(app: FastifyInstance, site: Site): void {
  let document: OpenApiDocument | undefined;
  const printed = (): OpenApiDocument => {
    document ??= {
      ...(app.swagger() as OpenApiDocument),
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: site.sessionCookie },
          csrfToken: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
        },
      },
    };
    return document;
  };
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => printed());
  app.get('/api/docs', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(renderDocsPage(printed())),
  );
}
