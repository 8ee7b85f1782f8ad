/** `npm run build`: the database client and the pages, for a server that is configured by its environment alone. */
import { build, generateClient } from './start/prepare.mjs';
import { step } from './start/steps.mjs';

try {
  await step('Generating the database client', generateClient);
  await step('Building the pages', build);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
