import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const LOOK_EVERY_MS = 1000;

/**
 * Started through npm, the server must go when npm goes: a closed terminal or a killed npm may end
 * without telling its children.
 *
 *     npm ──► shell ──► we        npm killed: the shell stays and waits for us
 *
 * So both are watched: our parent, which changes when it dies, and its parent.
 */
export function watchParent(onGone: () => void): () => void {
  const parent = process.ppid;
  let grandparent: number | undefined;
  void parentOf(parent).then((pid) => {
    grandparent = pid;
  });
  const timer = setInterval(() => {
    const isOrphan = process.ppid !== parent || !isAlive(parent);
    if (!isOrphan && (grandparent === undefined || isAlive(grandparent))) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** `undefined` where the system does not tell, or where there is none but the first process. */
async function parentOf(pid: number): Promise<number | undefined> {
  const text = await askSystem(pid).catch(() => '');
  const parent = Number(text.trim());
  return Number.isInteger(parent) && parent > 1 ? parent : undefined;
}

async function askSystem(pid: number): Promise<string> {
  const run = promisify(execFile);
  switch (process.platform) {
    case 'linux':
      // After the name in brackets: state, then the parent.
      return (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\)/s, '').trim().split(' ')[1] ?? '';
    case 'win32': {
      const question = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").ParentProcessId`;
      return (await run('powershell', ['-NoProfile', '-Command', question])).stdout;
    }
    default:
      return (await run('ps', ['-o', 'ppid=', '-p', String(pid)])).stdout;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
