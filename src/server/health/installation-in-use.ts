import { type DataFolder, dataFolderAt, isDataFolderHeld } from '../../platform/db/data-folder.ts';

/** Does a process work in this installation: a server that starts, runs or stops, or a restore? */
export function isInstallationInUse({ root, folder }: { readonly root: string; readonly folder: string }): boolean {
  if (!isDataFolderHeld({ path: folder })) return false;
  // Who serves the sandbox holds the folder around it, too, and not the channel in that.
  const { sandboxFolder }: DataFolder = dataFolderAt(root);
  return folder !== root || !isDataFolderHeld({ path: sandboxFolder });
}
