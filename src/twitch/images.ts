import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { TwitchAddresses } from './addresses.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';

const TIMEOUT_MS = 10_000;
const MAX_IMAGE_BYTES = 1024 * 1024;
const MAX_MEMORY_BYTES = 16 * 1024 * 1024;
const MAX_FILES = 5_000;
/** What Twitch does not have is asked for again after this. */
const MISSING_FOR_MS = 10 * 60_000;
const MAX_MISSING = 2_000;

const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg',
};

interface Picture {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Emote and badge pictures, fetched once: browsers only ever ask this server for them. */
export interface TwitchImages {
  /** Animated where there is an animation, 56 pixels high. */
  emote(id: string, theme: 'light' | 'dark'): Promise<Result<Picture, TwitchFailure>>;
  /** A picture whose address Twitch gave; any other host than its picture servers is refused. */
  fromAddress(url: string): Promise<Result<Picture, TwitchFailure>>;
}

interface ImageParts {
  readonly addresses: TwitchAddresses;
  /** Where pictures lie between starts; made when missing. */
  readonly folder: string;
  readonly clock: Clock;
  /** A drawing can hold script. Only the sandbox's own pictures are drawings. */
  readonly acceptsSvg: boolean;
}

export function createTwitchImages({ addresses, folder, clock, acceptsSvg }: ImageParts): TwitchImages {
  const hosts = [new URL(addresses.cdn), new URL(addresses.cheermoteCdn)];
  /** Least recently used first. */
  const memory = new Map<string, Picture>();
  let memoryBytes = 0;
  const missing = new Map<string, number>();
  const running = new Map<string, Promise<Result<Picture, TwitchFailure>>>();

  function remember(key: string, picture: Picture): void {
    memory.set(key, picture);
    memoryBytes += picture.bytes.length;
    for (const [oldest, { bytes }] of memory) {
      if (memoryBytes <= MAX_MEMORY_BYTES) return;
      memory.delete(oldest);
      memoryBytes -= bytes.length;
    }
  }

  async function find(url: string): Promise<Result<Picture, TwitchFailure>> {
    const key = createHash('sha256').update(url).digest('hex');
    const known = memory.get(key);
    if (known) {
      memory.delete(key);
      memory.set(key, known);
      return ok(known);
    }
    const missingUntil = missing.get(key);
    if (missingUntil !== undefined && missingUntil > clock.nowMs()) return fail(twitchFailure('twitch.gone'));
    const underWay = running.get(key);
    if (underWay) return underWay;
    const search = load(url, key).finally(() => running.delete(key));
    running.set(key, search);
    return search;
  }

  async function load(url: string, key: string): Promise<Result<Picture, TwitchFailure>> {
    const stored = await readStored(folder, key);
    if (stored && (acceptsSvg || stored.contentType !== 'image/svg+xml')) {
      remember(key, stored);
      return ok(stored);
    }
    const fetched = await download(url, acceptsSvg);
    if (fetched.ok) {
      missing.delete(key);
      remember(key, fetched.value);
      await writeStored(folder, key, fetched.value);
    } else if (fetched.error.code === 'twitch.gone') {
      if (missing.size >= MAX_MISSING) missing.clear();
      missing.set(key, clock.nowMs() + MISSING_FOR_MS);
    }
    return fetched;
  }

  return {
    async emote(id, theme) {
      if (!/^[\w-]{1,100}$/.test(id)) return fail(twitchFailure('twitch.gone'));
      return find(`${addresses.cdn}/emoticons/v2/${id}/default/${theme}/2.0`);
    },
    async fromAddress(url) {
      const address = URL.canParse(url) ? new URL(url) : undefined;
      const isOurs = hosts.some(
        (host) => address?.origin === host.origin && address.pathname.startsWith(host.pathname),
      );
      return address && isOurs ? find(address.href) : fail(twitchFailure('twitch.gone'));
    },
  };
}

async function download(url: string, acceptsSvg: boolean): Promise<Result<Picture, TwitchFailure>> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status >= 500) return fail(twitchFailure('twitch.trouble', { status: response.status }));
    const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const isWelcome = contentType in ENDINGS && (acceptsSvg || contentType !== 'image/svg+xml');
    const bytes = response.ok && isWelcome ? await readLimited(response) : undefined;
    if (bytes) return ok({ contentType, bytes });
    await response.body?.cancel();
    return fail(twitchFailure('twitch.gone'));
  } catch {
    return fail(twitchFailure('twitch.unreachable'));
  }
}

/** @returns `undefined` when there is more than a picture of this kind ever has. */
async function readLimited(response: Response): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_IMAGE_BYTES) return undefined;
    parts.push(part);
  }
  return size === 0 ? undefined : Uint8Array.from(Buffer.concat(parts));
}

async function readStored(folder: string, key: string): Promise<Picture | undefined> {
  for (const [contentType, ending] of Object.entries(ENDINGS)) {
    try {
      return { contentType, bytes: Uint8Array.from(await readFile(join(folder, `${key}.${ending}`))) };
    } catch {
      // Not stored in this format.
    }
  }
  return undefined;
}

/** Pictures can be fetched again: a full disk must not take the chat's pictures away. */
async function writeStored(folder: string, key: string, { contentType, bytes }: Picture): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${key}.${ENDINGS[contentType]}`);
    await writeFile(`${file}.new`, bytes);
    await rename(`${file}.new`, file);
    await dropOldest(folder);
  } catch {
    // Served from memory until the next start.
  }
}

async function dropOldest(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= MAX_FILES) return;
  const files = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  files.sort((a, b) => a.at - b.at);
  // A tenth more than needed, so that this is rare.
  for (const { name } of files.slice(0, files.length - MAX_FILES * 0.9)) await unlink(join(folder, name));
}
