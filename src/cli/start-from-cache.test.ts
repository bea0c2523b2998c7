import { describe, expect, it } from 'vitest';
import { type OwnProcess, startFromCache } from './start-from-cache.ts';

function startedWith(change: Partial<OwnProcess>): { args: readonly string[]; env: NodeJS.ProcessEnv }[] {
  const replaced: { args: readonly string[]; env: NodeJS.ProcessEnv }[] = [];
  startFromCache({
    argv: ['/bin/node', '/house/main.ts', 'serve', '--port', '0'],
    execArgv: ['--trace-gc'],
    execPath: '/bin/node',
    env: { LIVEXTREM_PORT: '1' },
    platform: 'linux',
    execve: ((_file, args, env) => void replaced.push({ args, env })) as NonNullable<OwnProcess['execve']>,
    ...change,
  });
  return replaced;
}

describe('a server', () => {
  it('starts once more with the cache named, with all it was given', () => {
    const [start] = startedWith({});
    expect(start?.args).toEqual(['/bin/node', '--trace-gc', '/house/main.ts', 'serve', '--port', '0']);
    expect(start?.env).toMatchObject({ LIVEXTREM_PORT: '1', NODE_COMPILE_CACHE: expect.stringContaining('cache') });
  });

  it('starts once more only once', () => {
    expect(startedWith({ env: startedWith({})[0]?.env ?? {} })).toEqual([]);
  });

  it.each([
    ['another command', { argv: ['/bin/node', '/house/main.ts', 'doctor'] }],
    ['a system that cannot replace a process', { platform: 'win32' }],
    ['a parent that talks to it', { env: { NODE_CHANNEL_FD: '3' } }],
  ] as const)('runs as it was started: %s', (_what, change) => {
    expect(startedWith(change)).toEqual([]);
  });
});
