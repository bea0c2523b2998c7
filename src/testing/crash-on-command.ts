import { existsSync } from 'node:fs';
import { env } from 'node:process';

/*
 * Loaded into a program of ours before it starts (`--import`): remembers what the program last sent to
 * Twitch, and, once the file CRASH_FILE is there, dies by an error that carries all of it, the way
 * libraries attach requests to their errors.
 */
const file = env['CRASH_FILE'] ?? '';
const sent: string[] = [];
const send = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const headers = JSON.stringify(Object.fromEntries(new Headers(init?.headers).entries()));
  sent.push(`${String(input)} ${headers} ${String(init?.body ?? '')}`);
  return send(input, init);
};

setInterval(() => {
  if (!existsSync(file)) return;
  const all = sent.join('\n');
  throw Object.assign(new Error(`crash on command: ${all}`, { cause: new Error(all) }), { request: { sent } });
}, 50).unref();
