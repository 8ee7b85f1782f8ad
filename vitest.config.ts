import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: {
    alias: { '@': root, 'server-only': fileURLToPath(new URL('./scripts/empty.mjs', import.meta.url)) },
  },
  test: {
    env: { TZ: 'UTC', LOG_LEVEL: 'silent' },
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,lib,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', 'lib/db/generated/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['{lib,scripts}/**/*.db.test.ts'],
          globalSetup: ['./scripts/test-database.ts'],
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'tenant',
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
