import fastifyHelmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/**
 * What browsers may do with our pages. Only our own scripts run; styles may be inline because the
 * widgets set them. Framing is off unless the streamer names who may (OBS docks).
 */
export async function registerHeaders(app: FastifyInstance, frameAncestors: readonly string[]): Promise<void> {
  const mayBeFramed = frameAncestors.length > 0;
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        // WebSockets of the same origin are 'self'.
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: mayBeFramed ? [...frameAncestors] : ["'none'"],
      },
    },
    frameguard: mayBeFramed ? false : { action: 'deny' },
    // Plain HTTP on loopback: a promise of HTTPS would lock out every program on this host name.
    hsts: false,
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
  });
  // The log of a channel and of its people is nothing for a cache.
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store');
  });
}
