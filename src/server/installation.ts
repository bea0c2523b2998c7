import { join } from 'node:path';
import { type DataFolder, dataFolderAt, type OpenDataFolder, openDataFolder } from '../platform/db/data-folder.ts';
import type { DatabaseTarget } from '../platform/db/open-database.ts';
import type { Config, TwitchApp } from './config.ts';
import { migrations } from './migrations.ts';
import { hasTwitchApp, readTwitchApp } from './twitch-app-file.ts';

/**
 * What is served from a data folder: the real channel, or the sandbox in a folder of its own inside,
 * so that invented data never meet real ones.
 */
export interface Installation {
  readonly isSandbox: boolean;
  /** The folder given by `--data`; holds `style.json` and the Twitch app. */
  readonly root: string;
  /** Where this installation's database, key and backups are. */
  readonly folder: OpenDataFolder;
  readonly target: DatabaseTarget;
  /** `undefined` in the sandbox: its app comes from the stand-in. */
  readonly twitchApp: TwitchApp | undefined;
  /** An app was entered before, but the key that opens it is gone: the sandbox runs though nobody asked for it. */
  readonly isAppSealed: boolean;
  /** Set by environment, not by the page. */
  readonly isAppFixed: boolean;
  close(): void;
}

/** @throws StartProblem when the folder or the database in it cannot be used; nothing is changed then. */
export function openInstallation(config: Config): Installation {
  const rootPath = dataFolderAt(config.dataFolder).path;
  const twitchApp = config.twitchApp ?? readTwitchApp(rootPath, config.key);
  const isSandbox = isSandboxOf(config, rootPath);
  // A real database that is damaged must not keep the sandbox from running.
  const root = openDataFolder(rootPath, isSandbox ? undefined : migrations);
  try {
    const folder = isSandbox ? openDataFolder(root.sandboxFolder, migrations) : root;
    return {
      isSandbox,
      root: root.path,
      folder,
      target: targetOf(config, folder, isSandbox),
      twitchApp: isSandbox ? undefined : twitchApp,
      isAppSealed: twitchApp === undefined && hasTwitchApp(rootPath) && !config.wantsSandbox,
      isAppFixed: config.twitchApp !== undefined,
      close() {
        if (folder !== root) folder.release();
        root.release();
      },
    };
  } catch (error) {
    root.release();
    throw error;
  }
}

/** Would this folder be served as the sandbox: asked for, or no Twitch app to be had. */
export function isSandboxOf(config: Config, root: string): boolean {
  return config.wantsSandbox || (config.twitchApp ?? readTwitchApp(root, config.key)) === undefined;
}

export function targetOf(config: Config, folder: DataFolder, isSandbox: boolean): DatabaseTarget {
  if (config.databaseUrl === undefined) return { file: folder.databaseFile };
  return { url: config.databaseUrl, schema: isSandbox ? 'livextrem_sandbox' : 'livextrem' };
}

/** Where the log of the installation in this folder is written. */
export function logFileIn(folder: string): string {
  return join(folder, 'log', 'livextrem.log');
}
