import { defineConfig } from 'vitest/config';

/** Nobody shares global state, so one thread serves many files (seven times faster than isolating each). */
const everyProject = {
  environment: 'node',
  pool: 'threads' as const,
  isolate: false,
  testTimeout: 20_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // Much of the time is waiting: for sockets, disks and PostgreSQL.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...everyProject,
          setupFiles: ['src/testing/clean-up-setup.ts'],
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
          exclude: ['src/**/*.store.test.ts'],
          provide: { database: { dialect: 'sqlite' } },
        },
      },
      {
        test: {
          ...everyProject,
          setupFiles: ['src/testing/clean-up-setup.ts'],
          name: 'sqlite',
          include: ['src/**/*.store.test.ts'],
          exclude: ['src/**/*.postgres.store.test.ts'],
          provide: { database: { dialect: 'sqlite' } },
        },
      },
      {
        test: {
          ...everyProject,
          setupFiles: ['src/testing/clean-up-setup.ts'],
          name: 'postgres',
          include: ['src/**/*.store.test.ts'],
          exclude: ['src/**/*.sqlite.store.test.ts'],
          // Starts one cluster for all files and provides its address.
          globalSetup: ['src/testing/postgres.ts'],
        },
      },
    ],
  },
});
