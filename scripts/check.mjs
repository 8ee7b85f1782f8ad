/** `npm run check`: types, lint with the import table, unit tests; under a minute, before each commit. */
import { clientMissing, generateClient, installPackages, packagesMissing, run } from './start/prepare.mjs';
import { step } from './start/steps.mjs';

try {
  if (packagesMissing()) await step('Installing packages (npm ci)', installPackages);
  if (clientMissing()) await step('Generating the database client', generateClient);
  await step('Types', () => run(['node_modules/typescript/bin/tsc', '--noEmit']));
  await step('Lint and import table', () =>
    run(['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.']),
  );
  await step('Unit tests', (say) =>
    run(['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'tenant'], { say }),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
