import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { plantTooth } from './scripts/teeth/plant.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  // `npm run teeth` plants one mistake and asks whether a test notices it.
  plugins: process.env.TOOTH ? [plantTooth(process.env.TOOTH, root)] : [],
  resolve: {
    alias: { '@': root, 'server-only': fileURLToPath(new URL('./scripts/empty.mjs', import.meta.url)) },
  },
  test: {
    env: { TZ: 'UTC', LOG_LEVEL: 'silent' },
    testTimeout: 20_000,
    // Half the time of a database test is the database's, and many wait for each other: no processor is left idle.
    maxWorkers: os.availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,lib,scripts,e2e/authorisation,e2e/chaos,e2e/two-sides}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/*.apart.test.ts', 'lib/db/generated/**'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['{app,lib,scripts}/**/*.db.test.ts'],
          exclude: ['**/*.apart.db.test.ts'],
          // Files share processes (`testDatabase`): loading the same modules for each was a third of the work.
          isolate: false,
          globalSetup: ['./scripts/test-database.ts'],
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          // Those that put something in a module's place: a module that others have loaded keeps its own.
          name: 'apart',
          include: ['{app,lib,scripts}/**/*.apart.{db.,}test.ts'],
          globalSetup: ['./scripts/test-database.ts'],
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'tenant',
          isolate: false,
          include: ['e2e/tenant/**/*.test.ts'],
          setupFiles: ['./e2e/tenant/answers/set-up.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['e2e/contract/**/*.test.ts'],
          setupFiles: ['./e2e/tenant/answers/set-up.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
