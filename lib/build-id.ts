import { readFileSync } from 'node:fs';
import path from 'node:path';

let known: string | undefined;

/** Which build of the pages this process serves: tablets at doors reload themselves when it is another. */
export function buildId(): string {
  known ??= read();
  return known;
}

function read(): string {
  try {
    return readFileSync(path.join(process.cwd(), process.env.NEXT_DIST_DIR ?? '.next', 'BUILD_ID'), 'utf8').trim();
  } catch {
    // `next dev` has none, and reloads by itself.
    return 'development';
  }
}
