import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createSeal, loadSealKey } from '../platform/seal.ts';
import type { TwitchApp } from './config.ts';

const PURPOSE = 'twitch-app';
/** Files of before there was a choice name no type: those apps have a secret. */
const stored = z.union([
  z.object({ clientId: z.string().min(1), clientType: z.literal('public') }),
  z.object({
    clientId: z.string().min(1),
    clientType: z.literal('confidential').optional(),
    sealedSecret: z.string().min(1),
  }),
]);

/** Where the app entered on the "Connect Twitch" page is kept; its secret is sealed with the folder's key. */
function fileIn(folder: string): string {
  return join(folder, 'twitch-app.json');
}

export function hasTwitchApp(folder: string): boolean {
  return existsSync(fileIn(folder));
}

/**
 * The app entered before; `undefined` without one, or when it cannot be opened with this key (then
 * the sandbox runs and the page asks again: a lost key must not keep anybody out).
 */
export function readTwitchApp(folder: string, key: string | undefined): TwitchApp | undefined {
  if (!hasTwitchApp(folder)) return undefined;
  const parsed = stored.safeParse(parseJson(readFileSync(fileIn(folder), 'utf8')));
  if (!parsed.success) return undefined;
  const { clientId } = parsed.data;
  if (parsed.data.clientType === 'public') return { clientId, clientSecret: null };
  const clientSecret = createSeal(loadSealKey(join(folder, 'key'), key), PURPOSE).open(parsed.data.sealedSecret);
  return clientSecret === undefined ? undefined : { clientId, clientSecret };
}

/** Replaces the file in one step, so that a crash leaves the old one or the new one. */
export function writeTwitchApp(folder: string, key: string | undefined, app: TwitchApp): void {
  const temporary = `${fileIn(folder)}.${process.pid}`;
  try {
    writeFileSync(temporary, JSON.stringify(fileOf(folder, key, app)), { mode: 0o600, flush: true });
    renameSync(temporary, fileIn(folder));
  } finally {
    rmSync(temporary, { force: true });
  }
}

function fileOf(
  folder: string,
  key: string | undefined,
  { clientId, clientSecret }: TwitchApp,
): z.infer<typeof stored> {
  if (clientSecret === null) return { clientId, clientType: 'public' };
  const seal = createSeal(loadSealKey(join(folder, 'key'), key), PURPOSE);
  return { clientId, clientType: 'confidential', sealedSecret: seal.seal(clientSecret) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
