import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/refusal.ts';
import { visitorOf } from './session-cookie.ts';
import type { Site } from './site.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * Serves the built web app. Files under `assets/` carry a hash of their content in the name, so they
 * are kept for ever; everything else is asked for again each time. `.br` and `.gz` beside a file are
 * preferred.
 * @returns what sends the app itself (`index.html`) for any path it has a page for.
 */
export async function serveWebFiles(app: FastifyInstance, site: Site, webRoot: string) {
  const isBuilt = existsSync(join(webRoot, 'index.html'));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: webRoot,
      index: false,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        const isHashed = /[\\/]assets[\\/]/.test(path);
        reply.header('cache-control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      },
    });
  }

  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (!isBuilt) throw new Refusal('http.unknown-path');
    // Twitch sends people back to localhost, where a cookie of 127.0.0.1 is unknown.
    const home = site.localhostFor(request.headers.host);
    if (home !== undefined && request.headers['sec-fetch-dest'] === 'document') {
      return reply.redirect(home + request.url, 302);
    }
    visitorOf(request, reply, site);
    return reply.sendFile('index.html');
  };
}

/** Is this a person's browser going to a page, rather than a script or a picture asking for a file? */
export function isPageVisit(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const path = pathOf(request.url);
  if (path === '/api' || path.startsWith('/api/')) return false;
  return path === '/' || (request.headers.accept ?? '').includes('text/html');
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
