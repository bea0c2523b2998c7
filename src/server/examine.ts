import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { instantToMs } from '../kernel/instant.ts';
import { twitchAddresses } from '../twitch/addresses.ts';
import type { Config } from './config.ts';
import { freeBytes, LOW_DISK_BYTES } from './disk.ts';
import { readStyle } from './style-file.ts';
import { openUpkeep } from './upkeep.ts';

/** What `doctor` looked at; each kind has a good and a bad sentence on the command line. */
export type Finding =
  | { readonly what: 'node'; readonly isGood: boolean; readonly version: string }
  | { readonly what: 'folder'; readonly state: 'good' | 'missing' | 'read-only'; readonly folder: string }
  | {
      readonly what: 'database';
      readonly state: 'good' | 'missing' | 'bad';
      readonly reason: string;
      readonly sizeBytes: number;
    }
  | { readonly what: 'disk'; readonly isGood: boolean; readonly freeBytes: number }
  | { readonly what: 'backup'; readonly atMs: number | null; readonly isNeeded: boolean }
  | { readonly what: 'backup-damaged'; readonly fileName: string; readonly reason: string }
  | { readonly what: 'app'; readonly isSandbox: boolean }
  | { readonly what: 'style'; readonly codes: readonly string[] };

/** A place on the network the server needs. */
export interface Place {
  readonly what: 'chat' | 'events' | 'helix';
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
}

const NODE_MAJOR = 26;

/** Looks at an installation without changing it, also beside a running server. */
export async function examine(
  config: Config,
): Promise<{ readonly findings: readonly Finding[]; readonly places: readonly Place[] }> {
  const upkeep = openUpkeep(config);
  const findings: Finding[] = [];
  findings.push({
    what: 'node',
    isGood: Number(process.versions.node.split('.')[0]) >= NODE_MAJOR,
    version: process.versions.node,
  });
  findings.push({ what: 'folder', state: folderState(upkeep.folder), folder: upkeep.folder });

  if (upkeep.hasDatabase) {
    const found = await upkeep.backups.verify();
    const sizeBytes = 'file' in upkeep.target ? statSync(upkeep.target.file).size : 0;
    findings.push({
      what: 'database',
      state: found.database === null ? 'good' : 'bad',
      reason: found.database ?? '',
      sizeBytes,
    });
    for (const { fileName, trouble } of found.backups) {
      if (trouble !== null) findings.push({ what: 'backup-damaged', fileName, reason: trouble });
    }
    const [newest] = (await upkeep.backups.list()).filter((backup) => backup.isVerified);
    findings.push({ what: 'backup', atMs: newest ? instantToMs(newest.at) : null, isNeeded: !upkeep.isSandbox });
  } else {
    findings.push({ what: 'database', state: 'missing', reason: '', sizeBytes: 0 });
  }

  const free = await freeBytes(existsSync(upkeep.folder) ? upkeep.folder : '.');
  if (free !== null) findings.push({ what: 'disk', isGood: free >= LOW_DISK_BYTES, freeBytes: free });
  findings.push({ what: 'app', isSandbox: upkeep.isSandbox });
  const style = await readStyle(upkeep.root);
  findings.push({ what: 'style', codes: style.notices.map((notice) => notice.code) });
  return { findings, places: upkeep.isSandbox && config.mockApiPort === undefined ? [] : placesOf(config) };
}

function folderState(folder: string): 'good' | 'missing' | 'read-only' {
  if (!existsSync(folder)) return 'missing';
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
    return 'good';
  } catch {
    return 'read-only';
  }
}

function placesOf(config: Config): Place[] {
  const { mockApiPort, authorizeUrl, chatUrl } = config;
  const addresses = twitchAddresses({ mockApiPort, authorizeUrl, chatUrl });
  return [
    placeOf('helix', addresses.helix),
    placeOf('events', addresses.eventSubSocket),
    placeOf('chat', addresses.chat),
  ];
}

const PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'ws:': 80,
  'https:': 443,
  'wss:': 443,
  'irc:': 6667,
  'ircs:': 6697,
};

function placeOf(what: Place['what'], address: string): Place {
  const { protocol, hostname, port } = new URL(address);
  const isTls = protocol === 'https:' || protocol === 'wss:' || protocol === 'ircs:';
  return { what, host: hostname, port: port === '' ? (PORTS[protocol] ?? 443) : Number(port), isTls };
}
