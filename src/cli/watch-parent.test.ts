import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MODULE = new URL('./watch-parent.ts', import.meta.url);

/** Says its pid, then lives until its parents are gone. */
const WATCHER = `
  import { watchParent } from ${JSON.stringify(MODULE.href)};
  watchParent(() => process.exit(0));
  setInterval(() => {}, 1000);
  process.stdout.write(process.pid + '\\n');
`;

/** Starts the watcher through a shell, as npm does. */
const STARTER = `
  import { spawn } from 'node:child_process';
  const child = spawn(process.env.WATCH_COMMAND, { shell: true, stdio: ['ignore', 'inherit', 'ignore'] });
  child.on('exit', () => process.exit(0));
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('watchParent', () => {
  it('ends the server when npm is killed and only its shell is left', { timeout: 20_000 }, async () => {
    const source = Buffer.from(WATCHER).toString('base64');
    const run = `import('data:text/javascript;base64,${source}')`;
    const command = `"${process.execPath}" -e "${run}" && echo over`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', STARTER], {
      cwd: fileURLToPath(new URL('.', MODULE)),
      env: { ...process.env, WATCH_COMMAND: command },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: starter.stdout }), 'line')) as [string];
    const pid = Number(line);
    expect(isAlive(pid)).toBe(true);
    // The chain of parents is read in a moment of its own.
    await new Promise((resolve) => setTimeout(resolve, 300));
    starter.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});
